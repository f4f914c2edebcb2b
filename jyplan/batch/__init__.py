"""Tables of series through the engine that plans use, in constant memory."""

"""The typer app: commands are imported when they are named, help speaks both languages."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup

from jyplan.cli.environment import tell
from jyplan.cli.session import write
from jyplan.errors import RequestError, SurroundingsError
from jyplan.nearest import closest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.texts.words import Language

# command -> the module that holds it
COMMANDS = {
    "status": "jyplan.cli.status",
    "show": "jyplan.cli.show",
    "path": "jyplan.cli.path",
    "report": "jyplan.cli.report",
    "form": "jyplan.cli.form",
    "check": "jyplan.cli.check",
    "collect": "jyplan.cli.collect",
    "rules": "jyplan.cli.rules",
    "batch": "jyplan.cli.batch",
    "whatif": "jyplan.cli.whatif",
    "solve": "jyplan.cli.solve",
    "init": "jyplan.cli.init",
    "schema": "jyplan.cli.schema",
}
SETTINGS: dict[str, Any] = {
    "add_completion": False,
    "rich_markup_mode": None,
    "pretty_exceptions_enable": False,
}


def _write_help(ctx: Any, _: Any, wanted: bool) -> None:  # noqa: FBT001 typer calls it so
    """Write the page to our own stream, whose errors are set; typer would open another one."""
    if wanted and not ctx.resilient_parsing:
        write(f"{ctx.get_help()}\n", None)
        raise typer.Exit


class Helpful:
    """What shows a help page of ours."""

    def get_help_option(self, ctx: Any) -> Any:
        """The option that shows the page."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        option.callback = _write_help
        return option


class Command(Helpful, TyperCommand):
    """A command whose help is looked up in the texts of its language."""

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        from jyplan.cli.help import command_help

        return command_help(ctx, ctx.find_root().obj.language)


class CommandGroup(Helpful, TyperGroup):
    """The commands, each imported when it is named."""

    def list_commands(self, ctx: Any) -> list[str]:
        """All commands, in the order of their use."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """One command; None where there is none of this name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        app = typer.Typer(**SETTINGS)
        app.command(cmd_name, cls=Command)(import_module(COMMANDS[cmd_name]).command)
        return typer.main.get_command(app)

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        from jyplan.cli.help import group_help

        return group_help(ctx, COMMANDS, ctx.find_root().obj.language)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that is meant.

        Raises:
            RequestError: there is none of this name; the message offers the nearest.
            SurroundingsError: the folder that it was started in is gone.
        """
        if args[0] not in COMMANDS and not args[0].startswith("-") and not ctx.resilient_parsing:
            raise RequestError(
                "unknown_command", name=args[0], wanted=args[0], known=list(COMMANDS)
            )
        try:
            os.getcwd()  # noqa: PTH109 nothing is done with it
        except OSError as error:
            raise SurroundingsError("no_folder") from error
        return super().resolve_command(ctx, args)


def root(
    ctx: typer.Context,
    *,
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, help="option.version")
    ] = False,
    lang: Annotated[str | None, typer.Option(help="option.lang", metavar="zh|en")] = None,
    show_completion: Annotated[
        str | None, typer.Option(help="option.show_completion", metavar="SHELL")
    ] = None,
    install_completion: Annotated[
        str | None, typer.Option(help="option.install_completion", metavar="SHELL")
    ] = None,
) -> None:
    """Options that need no command."""
    checked_language(lang)
    if version:
        from jyplan import __version__

        write(f"jyplan {__version__}\n", None)
        raise typer.Exit
    if show_completion or install_completion:
        from jyplan.cli.completion import complete_setup

        complete_setup(show_completion, install_completion, ctx.find_root().obj.language)
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        tell(f"{ctx.get_help()}\n")
        raise typer.Exit(2)


def checked_language(lang: str | None) -> None:
    """Refuse a language that there is not.

    Raises:
        RequestError: anything but zh and en.
    """
    if lang not in {None, "zh", "en"}:
        raise RequestError("bad_choice", option="--lang", value=lang, known=["zh", "en"])


class Start(NamedTuple):
    """What is known before the command line is parsed.

    Attributes:
        language: of help and errors.
        alone: whether nothing but jyplan runs in this process, so that it may be forked.
    """

    language: Language
    alone: bool


def invoke(arguments: Sequence[str], start: Start) -> int:
    """Parse the command line and run what it names.

    Raises:
        RequestError: the command line is not one of ours.
    """
    app = typer.Typer(
        **SETTINGS, cls=CommandGroup, context_settings={"help_option_names": ["--help", "-h"]}
    )
    app.callback(invoke_without_command=True)(root)
    if "_JYPLAN_COMPLETE" in os.environ:
        from typer import completion

        # typer's shells differ from those of the Click that it carries
        completion.completion_init()  # type: ignore[attr-defined]
    try:
        code = typer.main.get_command(app).main(
            args=list(arguments), prog_name="jyplan", standalone_mode=False, obj=start
        )
    except typer.Abort:
        return 130
    except typer.TyperException as error:
        raise usage_error(error) from error
    return code if isinstance(code, int) else 0


def usage_error(error: Any) -> RequestError:
    """What typer could not parse, as ours: by the class of its error, never by its words."""
    param: Any = getattr(error, "param", None)
    option = param.opts[0] if param is not None and param.opts else ""
    context: Any = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "jyplan"
    match type(error).__name__:
        case "NoSuchOption":
            known = [name for each in context.command.params for name in each.opts]
            return RequestError(
                "unknown_option",
                option=error.option_name,
                suggestion=closest(error.option_name, known),
                command=command,
            )
        case "MissingParameter":
            name = option if option.startswith("-") else param.human_readable_name
            return RequestError("missing_argument", name=name, command=command)
        case "BadOptionUsage":
            return RequestError("bad_option_usage", option=error.option_name, command=command)
        case "BadParameter":
            return _bad_value(param, option)
    return RequestError("usage", command=command)


def _bad_value(param: Any, option: str) -> RequestError:
    """What is not one of the choices, or no figure."""
    if hasattr(param.type, "choices"):
        known = [str(getattr(choice, "value", choice)) for choice in param.type.choices]
        return RequestError("bad_choice", option=option, known=known, value=None)
    if param.metavar == "YEAR":
        return RequestError("not_a_number", option=option)
    return RequestError("not_a_figure", option=option)

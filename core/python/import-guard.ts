/**
 * Why an import may be skipped, or may fail without the program failing. Bits of `ImportFact.guard`.
 * - `Try`: inside the body of a `try` that has an `except` clause, or of a `with` whose managers may catch exceptions
 * - `Condition`: inside `if`, `while`, `for`, `match`, an `except`, `else` or `finally` clause
 * - `TypeChecking`: inside `if TYPE_CHECKING:` or `if typing.TYPE_CHECKING:`
 * - `Function`: inside a function, so that it runs when that is called
 */
export const ImportGuard = { None: 0, Try: 1, Condition: 2, TypeChecking: 4, Function: 8 } as const;

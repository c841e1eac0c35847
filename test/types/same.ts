type Same<One, Other> = (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false;

/** Compiles only when both types are the same; `any` is the same as nothing but itself. */
export function same<One, Other>(..._proof: Same<One, Other> extends true ? [] : ['the types differ']): void {}

/** Compiles only for values of the type. */
export function is<Type>(_value: NoInfer<Type>): void {}

/** A Python file imported as its text; the build tool inlines it. */
declare module '*.py' {
  const text: string;
  export default text;
}

// A text file as vitest gives it.
declare module "*.txt?raw" {
  const text: string;
  export default text;
}

declare module "*.resx?raw" {
  const text: string;
  export default text;
}

/** A name in camel case, which goes on below before a capital letter where its place is too narrow for it. */
export function Humps({ name }: { readonly name: string }) {
  return name.split(/(?<=\p{Ll})(?=\p{Lu})/u).map((word, index) => [index > 0 && <wbr />, word]);
}

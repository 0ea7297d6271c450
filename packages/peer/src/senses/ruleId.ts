/** How a rule of an agreement is called in an engine. A file of its own: what only shows asks loads no engine. */
/** What a rule is known by: its agreement and its place in it. */
export const ruleId = (agreement: string, rule: number): string => `${agreement}#${rule}`
/** Who asks what a keeper set a thing to guard itself by: nobody's agreement. */
export const keptBy = 'kept'
export const ofRuleId = (id: string): { readonly agreement: string; readonly rule: number } => {
  const hash = id.lastIndexOf('#')
  return { agreement: id.slice(0, hash), rule: Number(id.slice(hash + 1)) }
}

/**
 * What is money in a document, and what is given only for something in return. Both are shown and become nothing here: there are no
 * prices, balances or debts. Known by what the document says of it (`mediumOfExchange`, a currency's account), by its unit, by the
 * address of a currency, and by its name; a name has to be that of money as a whole, so that a coin box stays a box.
 */
import { unitWord } from './amounts.ts'
import { isTrue, sameId, textOf, type VfGraph, type VfNode } from './graph.ts'
import { nameOf } from './naming.ts'

/** Wikidata's pages of currencies. */
const currencyPages = new Set(
  [
    'Q4916 Q4917 Q8146 Q25224 Q25344 Q25417 Q39099 Q41044 Q47190 Q4730 Q80524 Q122922 Q123213 Q131016 Q132643 Q172872 Q173117',
    'Q181907 Q202040 Q259502 Q1104069 Q1472704 Q131723 Q16783523 Q21002847 Q15377916 Q1368 Q8142 Q13479982'
  ].flatMap((line) => line.split(' '))
)
const currencyCodes = new Set(
  [
    'AED ARS AUD BGN BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR ISK JPY KES KRW MAD MXN MYR NGN NOK NZD PEN PHP',
    'PKR PLN RON RSD RUB SAR SEK SGD THB TND TRY TWD TZS UAH USD VND XOF ZAR BTC ETH XMR LTC DOGE USDT USDC'
  ].flatMap((line) => line.split(' '))
)
const called =
  'dollars?|euros?|pounds? sterling|francs?|yen|yuan|renminbi|rupees?|pesos?|kron(?:a|e|or|er)|zloty|roubles?|rubles?|lira|forint|bitcoins?|ethereum|litecoins?|monero|faircoins?|\\p{L}+coins?|stablecoins?|crypto ?currenc(?:y|ies)|currenc(?:y|ies)|money|cash|bank accounts?|payments?|geld|bargeld|dinero|denaro|argent liquide'
const wholeName = new RegExp(`^(?:(?:us|u\\.s\\.|american|canadian|australian|new zealand|hong kong|singapore|swiss|french|mexican|indian|japanese|chinese|danish|swedish|norwegian|turkish|russian|polish|local|mutual|community|digital|virtual) )?(?:${called}|(?:time|mutual|local|community) credits?)$`, 'iu')
const account = /\b(?:wallet address|bank account|account number|iban)\b/i

export class Money {
  readonly #graph: VfGraph
  readonly #reciprocal = new Set<string>()
  readonly #exchanges = new Set<string>()
  readonly #priced = new Set<string>()

  constructor(graph: VfGraph) {
    this.#graph = graph
    for (const node of graph.nodes) {
      for (const id of graph.refs(node, 'reciprocal')) this.#reciprocal.add(sameId(id))
      for (const name of ['stipulatesReciprocal', 'recipeStipulatesReciprocal', 'realizesReciprocal']) if (graph.refs(node, name).length > 0) this.#exchanges.add(sameId(node.id))
      for (const name of ['reciprocalClauseOf', 'recipeReciprocalClauseOf', 'reciprocalRealizationOf']) for (const id of graph.refs(node, name)) this.#exchanges.add(sameId(id))
    }
    for (const proposal of graph.of('Proposal')) {
      if (graph.refs(proposal, 'reciprocal').length > 0) for (const id of graph.refs(proposal, 'publishes')) this.#priced.add(sameId(id))
    }
  }

  /** Whether a flow or a resource is about money. */
  isMoney(node: VfNode): boolean {
    const graph = this.#graph
    if (node.fields.has('currentCurrencyLocation')) return true
    const kinds = ['conformsTo', 'resourceConformsTo'].flatMap((name) => graph.refs(node, name))
    if (kinds.some((id) => this.#isMoneyKind(id))) return true
    const classified = ['resourceClassifiedAs', 'classifiedAs'].map((name) => textOf(node, name))
    if (classified.some((text) => text !== undefined && this.#isMoneyKind(text))) return true
    const held = ['resourceInventoriedAs', 'toResourceInventoriedAs'].flatMap((name) => graph.refs(node, name)).flatMap((id) => graph.find(id) ?? [])
    // Of a flow that says nothing else: what it moves.
    if (kinds.length === 0 && held.some((one) => one !== node && this.#isMoneyResource(one))) return true
    return this.#isMoneyResource(node) || this.#isMoneyUnit(node)
  }

  /** It is itself what is given in return. */
  isReturn(node: VfNode): boolean {
    return this.#reciprocal.has(sameId(node.id)) || ['reciprocalClauseOf', 'recipeReciprocalClauseOf', 'reciprocalRealizationOf'].some((name) => this.#graph.refs(node, name).length > 0)
  }

  /** It is given only for something in return. */
  wantsReturn(node: VfNode): boolean {
    if (this.#priced.has(sameId(node.id)) || this.#exchanges.has(sameId(node.id))) return true
    return ['clauseOf', 'recipeClauseOf'].some((name) => this.#graph.refs(node, name).some((id) => this.#exchanges.has(sameId(id))))
  }

  #isMoneyKind(id: string): boolean {
    const page = /wikidata\.org\/(?:entity|wiki)\/+(Q\d+)$/.exec(id)?.[1]
    if (page !== undefined && currencyPages.has(page)) return true
    const node = this.#graph.find(id)
    if (node && isTrue(node, 'mediumOfExchange')) return true
    return isMoneyName(nameOf(this.#graph, id).name)
  }

  #isMoneyResource(node: VfNode): boolean {
    if (!node.types.includes('EconomicResource')) return false
    if (node.fields.has('currentCurrencyLocation') || this.#graph.refs(node, 'conformsTo').some((id) => this.#isMoneyKind(id))) return true
    const words = textOf(node, 'name') ?? textOf(node, 'note')
    return words !== undefined && (isMoneyName(words) || (words.length < 80 && account.test(words)))
  }

  #isMoneyUnit(node: VfNode): boolean {
    return ['resourceQuantity', 'accountingQuantity', 'onhandQuantity', 'availableQuantity'].some((name) => {
      const value = node.fields.get(name)?.[0]
      const measure = value?.is === 'part' ? value.part : value?.is === 'ref' ? this.#graph.find(value.id) : undefined
      return measure !== undefined && isMoneyName(unitWord(this.#graph, measure).replace(/^.*[/#:]/, '').replace(/([a-z])([A-Z])/g, '$1 $2'))
    })
  }
}

export const isMoneyName = (name: string): boolean => currencyCodes.has(name.trim()) || wholeName.test(name.trim().replace(/[_-]+/g, ' '))

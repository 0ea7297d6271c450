/**
 * Wishes: what somebody here wants to say, before it is a statement. `decide` turns a wish into statements or into a
 * reason why not; nothing else in an app makes statements of these rooms.
 */
import { type IdText, no, ok, type Random, type RawStatement, type Result, type StatementId } from '@commune/protocol'
import { type AgreementsWish, decideAgreement } from './agreements/index.ts'
import {
  decideFlow,
  decideLending,
  decideName,
  decidePlan,
  decideRecall,
  decideRecipe,
  type FlowsWish,
  type LendingWish,
  lettingGo,
  type NamesWish,
  type PlansWish,
  type PortionRow,
  type RecallWish,
  type RecipesWish
} from './flows/index.ts'
import { decideIdea, decideUndoEdit, type IdeasWish } from './ideas/index.ts'
import { isStatementId } from './facts/index.ts'
import { decideSenses, type SensesWish } from './senses/index.ts'
import type { Views } from './views.ts'
import { decideMe, decideTie, type MeWish, type TieWish } from './wares/index.ts'
import { formMessage, type Message, undoMessage } from './words/index.ts'
import {
  type CloseInviteWish,
  decideCloseInvite,
  decideInvite,
  decideInviteUsed,
  decideLink,
  decideWorld,
  type InviteUsedWish,
  type InviteWish,
  type LinksWish,
  type WorldWish
} from './worlds/index.ts'

/** Takes back anything one said, an undo included. */
export interface UndoWish {
  readonly wish: 'undo'
  readonly target: StatementId
}

export type Wish =
  | SensesWish
  | AgreementsWish
  | FlowsWish
  | NamesWish
  | IdeasWish
  | MeWish
  | TieWish
  | WorldWish
  | InviteWish
  | CloseInviteWish
  | InviteUsedWish
  | LinksWish
  | UndoWish
  | PlansWish
  | LendingWish
  | RecallWish
  | RecipesWish

/** Who wishes, when, and with what chance. */
export interface Wisher {
  readonly ware: IdText
  readonly device: IdText
  /** All devices of this ware, this one too. */
  readonly devices: readonly IdText[]
  readonly nowMs: number
  readonly random: Random
}

/**
 * The statements that say this wish, in order, or why it cannot be said. They may be more than one envelope holds: whoever
 * writes them keeps the order when parting them into entries.
 */
export const decide = (wish: Wish, views: Views, wisher: Wisher): Result<RawStatement[], Message> => {
  const { ware, device, nowMs, random } = wisher
  switch (wish.wish) {
    case 'me':
      return decideMe(wish)
    case 'tie':
      return decideTie(wish, ware)
    case 'world':
      return decideWorld(wish)
    case 'invite':
      return decideInvite(wish, nowMs)
    case 'close-invite':
      return decideCloseInvite(wish, views.worlds, ware, nowMs)
    case 'invite-used':
      return decideInviteUsed(wish)
    case 'begin':
    case 'edit':
    case 'sign':
    case 'unsign':
    case 'blank':
    case 'restore':
    case 'file':
      return decideIdea(wish, { ideas: views.ideas, ware, device, random })
    case 'thing':
    case 'call-thing':
    case 'keeper':
    case 'thing-gone':
    case 'will':
    case 'leave':
      return decideSenses(wish, { things: views.things, ware, device })
    case 'propose':
    case 'agree':
    case 'disagree':
      return decideAgreement(wish, { agreements: views.agreements, things: views.things, ware, nowMs })
    case 'name-same':
    case 'name-differ':
    case 'name-amount':
      return decideName(wish, { names: views.names, ware })
    case 'propose-plan':
    case 'plan-yes':
    case 'plan-less':
    case 'plan-no':
    case 'plan-handed':
    case 'split':
      return decidePlan(wish, { ...wisher, plans: views.plans, intents: views.intents, stock: views.stock })
    case 'lend':
    case 'lend-got':
    case 'lend-back':
    case 'book-place':
    case 'book':
    case 'book-gone':
    case 'upkeep':
    case 'upkeep-did':
      return decideLending(wish, { ...wisher, lending: views.lending, stock: views.stock })
    case 'recall':
      return decideRecall(wish, { stock: views.stock, ware })
    case 'link':
    case 'link-end':
    case 'mine-not':
      return decideLink(wish, { links: views.links, ware, nowMs })
    case 'recipe':
    case 'recipe-gone':
      return decideRecipe(wish, { recipes: views.recipes, ware })
    case 'undo':
      return decideUndo(wish, views, wisher)
    default: {
      const kept = (portion: StatementId) => views.plans.kept(portion, nowMs)
      const freeOf = (portion: PortionRow) => views.lending.loans.free(portion).free
      const decided = decideFlow(wish, { ...wisher, intents: views.intents, stock: views.stock, kept, freeOf })
      return decided.ok ? ok([...decided.value, ...lettingGo(decided.value, views.plans, nowMs)]) : decided
    }
  }
}

function decideUndo({ target }: UndoWish, views: Views, { ware, device, random }: Wisher): Result<RawStatement[], Message> {
  if (!isStatementId(target)) return no(formMessage('form.id', { id: String(target).slice(0, 60) }))
  const found = views.find(target)
  if (!found) return no(undoMessage('undo.unknown', { target }))
  // An edit of a page cannot be taken out from under those that build on it: it is written back.
  if (found.room === 'ideas' && views.ideas.aboutPage(target) !== undefined) {
    if (found.origin.device !== null && views.standing.saidBy(found.origin) !== ware) return no(undoMessage('undo.not-yours'))
    return decideUndoEdit(target, { ideas: views.ideas, ware, device, random })
  }
  if (views.standing.saidBy(found.origin) !== ware) return no(undoMessage('undo.not-yours'))
  // Else one link would let a second one in.
  if (found.type === 'invite.used') return no(undoMessage('undo.came-in'))
  if (isStock(found.type) && found.origin.device !== device) return no(undoMessage('undo.not-this-device'))
  const holds = isStock(found.type) ? views.standing.holderOf(found.origin) : views.standing.wareOf(found.origin)
  if (holds === undefined) return no(undoMessage('undo.already'))
  // What came back may have been lent anew.
  if (found.type === 'lend.back' && views.lending.loans.lentAnew(target)) return no(undoMessage('undo.lent-anew'))
  return ok([...partsOf(target, found.type, views), target].map((each) => ({ type: 'undo', target: each })))
}

/** What was made is taken back with all that went in and came out. */
function partsOf(target: StatementId, type: string, views: Views): StatementId[] {
  const made = type === 'make.did' ? views.trace.made(target) : undefined
  return made ? [...made.gave, ...made.takes] : []
}

/** What a device alone may take back: it has acted on what it said (T7). */
const isStock = (type: string): boolean => /^(?:stock|make|lend)\./.test(type)

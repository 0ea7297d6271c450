/**
 * What apps talk to: one peer, asked and told in plain trees that cross a message port or a socket unchanged.
 *
 * - `ask` reads. Nothing changes by it.
 * - `act` does something in the name of this device's ware, and answers with what came of it or with a sentence why not.
 * - `watch` reads, and reads again whenever the answer may have changed; answers come in order, never the same twice
 *   in a row, gathered to at most ten a second.
 *
 * Ids are texts (base64url). `world` is the id of a world in text form. Times are milliseconds since 1970. Every refusal is
 * a `Message`: apps render it with their words.
 */
import type {
  AgreementRow,
  IdeaPage,
  IdeaQuery,
  IdeaRow,
  IntentDetail,
  IntentQuery,
  IntentRow,
  InviteKind,
  InviteRow,
  LeavingChoice,
  LinkRow,
  LinkWish,
  Match,
  Message,
  Page,
  PointId,
  Rule,
  StockPlace,
  StockQuery,
  ThingId,
  ThingRow,
  Value,
  VersionRow,
  WareRow,
  Wish
} from '@commune/commune'
import type { Cancel, IdText, Result, StatementId } from '@commune/protocol'
import type { AccessGrant, BrokerRow, LetIn } from './brokers.ts'
import type { FlowAsks } from './flows.ts'
import type { StoreAsks } from './store.ts'
import type { AgreementsBefore, Amounted, BroughtRow, HistoryRow, LeavingRow, ReplayRow, SensedRow, StandRow, UsedRow, WhyRow } from './senses.ts'

/** Counted from acknowledgements, never guessed (S5). */
export interface Kept {
  /** Other devices that hold it durably, browsers not counted. */
  readonly others: number
  /** Browsers that hold it, and may forget. */
  readonly browsers: number
  /** Carriers, which keep what they cannot read. */
  readonly carriers: number
}

export interface Self {
  readonly ware: IdText
  readonly device: IdText
  readonly name?: string
  readonly kind?: string
  /** A backup that restores this ware was made. */
  readonly backedUp: boolean
  /** The key that a backup needs: it lies here, or under the passphrase of the last backup; left out: not on this device. */
  readonly recovery?: 'open' | 'locked'
  /** The store of this peer may be cleared by its browser. */
  readonly mayForget: boolean
  /** This device was copied and says no more in these worlds until it has become a new device (I4). */
  readonly copied: boolean
}

export interface WorldSummary {
  readonly world: IdText
  readonly name: string
  readonly latitude?: number
  readonly longitude?: number
  /** This device has left it: it can be read here, and nothing is said or heard any more. */
  readonly left?: true
  readonly wares: number
  /** Wares with a device connected now. */
  readonly here: number
  readonly entries: number
  /** Entries that lie sealed under epochs this device was not given. */
  readonly sealed: number
  /** Copies of all that was said so far. */
  readonly kept: Kept
  /** Still to come from those connected, as far as known. */
  readonly coming: number
}

export interface DeviceRow {
  readonly device: IdText
  readonly me: boolean
  readonly ended: boolean
  readonly here: boolean
}

export interface MemberRow extends WareRow {
  readonly me: boolean
  /** Connected now. */
  readonly here: boolean
  readonly deviceRows: readonly DeviceRow[]
  /** I share with this ware, and it shares with me, as far as it said. */
  readonly sharesWithMe: boolean
  readonly iShareWith: boolean
  /** Copies of a chain were found: two went on from one entry (E5). */
  readonly forked: boolean
}

export interface SearchHit {
  readonly kind: 'need' | 'offer' | 'stock' | 'idea' | 'ware'
  readonly id: string
  readonly title: string
  readonly start: string
}

/** Who will and will not see what, before one stops sharing with somebody; and who has followed, after. */
export interface DissociationView {
  readonly ware: IdText
  readonly apart: boolean
  /** Wares that would go on seeing what I say. */
  readonly iReach: readonly IdText[]
  /** Wares that said the same. */
  readonly followed: readonly IdText[]
  /** Wares that still share with that ware, so that what they say reaches it. */
  readonly stillShare: readonly IdText[]
}

export interface ForkRow {
  readonly world: IdText
  readonly name: string
  /** Who opened it. */
  readonly by: IdText
  /** This device takes part in it already. */
  readonly here: boolean
}

/** A page that is open here, as it reads with all that is being written on it (T5). */
export interface LiveView {
  /** Another number whenever it reads differently. */
  readonly version: number
  readonly title: string
  readonly text: string
  readonly tags: readonly string[]
  /** Others who have it open: those who want to be named, and how many do not. */
  readonly named: readonly IdText[]
  readonly nameless: number
  /** All that was written here is stored. */
  readonly stored: boolean
}

/** A device of one's own that was lost: what it can still read, world by world, and what it cannot any more (I3, K2). */
export interface LostView {
  readonly device: IdText
  readonly worlds: readonly {
    readonly world: IdText
    readonly name: string
    /** It was ended here: what it says from now on is not taken as yours. */
    readonly ended: boolean
    /** What this device says now is closed to it. */
    readonly closed: boolean
    /** What it may hold: all that was said until it was lost, and what is said by those who have not heard of its end. */
    readonly entries: number
    /** Who holds all that was said until now, its end with it. */
    readonly kept: Kept
  }[]
}

/** Ways back: left by this device with others, and by others here (I4). */
export interface WaysBackView {
  /** `held`: the keeper has said that it lies there. */
  readonly left: readonly { readonly device: IdText; readonly ware: IdText; readonly held: boolean }[]
  /** Devices connected now that could keep one, because they do not forget. */
  readonly keepers: readonly { readonly device: IdText; readonly ware: IdText }[]
  readonly kept: readonly { readonly device: IdText; readonly ware: IdText; readonly name: string; readonly madeMs: number; readonly worlds: readonly string[] }[]
}

export interface FileView {
  readonly id: StatementId
  readonly name: string
  readonly media: string
  readonly sizeBytes: number
  /** The whole file, when all of it is here and not damaged. */
  readonly bytes?: Uint8Array
  readonly keptByOthers: number
}

export interface ConnectionRow {
  readonly address: string
  readonly incoming: boolean
  readonly worlds: readonly IdText[]
  readonly ware?: IdText
  readonly device?: IdText
}

export interface Status {
  readonly version: string
  readonly storeBytes: number
  /** Everything that listens, and everything that could and is off. */
  readonly listeners: readonly { readonly what: string; readonly address: string; readonly on: boolean }[]
  readonly connections: readonly ConnectionRow[]
  readonly refused: number
  readonly problems: readonly Message[]
}

/** A world that this peer keeps for others and cannot read (V2). */
export interface CarriedRow {
  /** What it is known by here: not the world's id. */
  readonly handle: IdText
  readonly envelopes: number
  /** Of envelopes and chunks of files. */
  readonly bytes: number
  /** Members connected now. */
  readonly here: number
}

/** A peer that keeps a world for its members and cannot read it. */
export interface CarrierRow {
  readonly key: IdText
  readonly addresses: readonly string[]
  /** Wares that appointed it. */
  readonly by: readonly IdText[]
  readonly here: boolean
}

/** name: [params, answer] */
export interface Asks extends FlowAsks, StoreAsks {
  self: [Record<never, never>, Self]
  worlds: [Record<never, never>, readonly WorldSummary[]]
  world: [{ world: IdText }, WorldSummary]
  wares: [{ world: IdText }, readonly MemberRow[]]
  intents: [{ world: IdText } & IntentQuery, Page<IntentRow>]
  intent: [{ world: IdText; id: StatementId }, IntentDetail | null]
  matches: [{ world: IdText; id: StatementId; limit?: number }, readonly Match[]]
  stock: [{ world: IdText } & StockQuery, readonly StockPlace[]]
  /** Things that feel and move, those that are gone when asked for. */
  things: [{ world: IdText; gone?: boolean }, readonly ThingRow[]]
  thing: [{ world: IdText; id: ThingId }, ThingRow | null]
  /** What points were told last; watched, those that others sense are followed. */
  sensed: [{ world: IdText; points: readonly PointId[] }, readonly SensedRow[]]
  /** Readings gathered in spans of `stepMs`; null: no such reading. */
  history: [{ world: IdText; point: PointId; fromMs: number; toMs: number; stepMs: number }, HistoryRow | null]
  /** What leaves of a point, or would leave by this choice: exactly what others would get, beside what is kept. */
  leaving: [{ world: IdText; thing: ThingId; point: string; choice?: LeavingChoice }, LeavingRow]
  /** What counters say was used, in spans of `stepMs` that begin at multiples of it: a row for each point that is asked for, 100 at most. */
  used: [{ world: IdText; points: readonly PointId[]; fromMs: number; toMs: number; stepMs: number }, readonly UsedRow[]]
  agreements: [{ world: IdText }, readonly AgreementRow[]]
  agreement: [{ world: IdText; id: StatementId }, AgreementRow | null]
  /** Agreements from before this ware came in, which cannot be read here. */
  agreementsBefore: [{ world: IdText }, AgreementsBefore]
  /** How act points stand: only whoever brings them in knows, and is asked. */
  stands: [{ world: IdText; acts: readonly PointId[] }, readonly StandRow[]]
  /** Why each agreement about an act point asks what it asks of it, or asks nothing. */
  why: [{ world: IdText; act: PointId }, readonly WhyRow[]]
  /** What these rules would have done over the history that is kept. */
  replay: [{ world: IdText; rules: readonly Rule[]; fromMs: number; toMs: number; /** The agreement they would take the place of: it is none that they fight. */ instead?: StatementId }, ReplayRow]
  /** Boxes of this world where devices that are no peers come in; those that are connected are asked. */
  brokers: [{ world: IdText }, readonly BrokerRow[]]
  ideas: [{ world: IdText } & IdeaQuery, Page<IdeaRow>]
  idea: [{ world: IdText; id: StatementId }, IdeaPage | null]
  versions: [{ world: IdText; id: StatementId }, readonly VersionRow[]]
  search: [{ world: IdText; text: string; limit?: number }, readonly SearchHit[]]
  invitations: [{ world: IdText }, readonly InviteRow[]]
  /** What wares that live here and in another world pledged to carry. */
  links: [{ world: IdText }, readonly LinkView[]]
  /** A file as far as it is here; how many other devices are known to keep all of it. */
  file: [{ world: IdText; id: StatementId }, FileView | null]
  kept: [{ world: IdText; id: StatementId }, Kept]
  dissociation: [{ world: IdText; ware: IdText }, DissociationView]
  /** Forks of this world that somebody asked this device to come along to. */
  forks: [{ world: IdText }, readonly ForkRow[]]
  /** A page that is open here; null when it is not. */
  live: [{ world: IdText; id: StatementId }, LiveView | null]
  lost: [{ device: IdText }, LostView]
  waysBack: [Record<never, never>, WaysBackView]
  /** Carriers that count here. */
  carriers: [{ world: IdText }, readonly CarrierRow[]]
  /** Worlds that this peer carries. */
  carried: [Record<never, never>, readonly CarriedRow[]]
  status: [Record<never, never>, Status]
}

/** A link as it is seen from a world; `world` when this device lives in the other one too. */
export interface LinkView extends LinkRow {
  readonly world?: IdText
}

/** What is carried, and how much is told of it. */
export type LinkTerms = Pick<LinkWish, 'kinds' | 'place' | 'names' | 'notes' | 'again'>

/** What a bundle brought. */
export interface BundleTaken {
  readonly world: IdText
  readonly fresh: number
  readonly known: number
  readonly refused: number
  readonly damage?: Message
  readonly carried?: boolean
  readonly left?: number
}

export interface Invited {
  readonly link: string
  readonly key: IdText
  readonly untilMs: number
}

/** name: [params, answer] */
export interface Acts {
  /** Begins a world; a private one is a world nobody else was let into yet. */
  beginWorld: [{ name: string }, { world: IdText }]
  /** One wish, or several said together in one entry: all or none. Answers with the ids of what was said. `to`: needs and offers for these wares alone. */
  say: [{ world: IdText; wishes: readonly Wish[]; to?: readonly IdText[] }, { ids: readonly StatementId[] }]
  /** `through`: a link to the box at another address, by which the newcomer is to find the way here. */
  invite: [{ world: IdText; kind: InviteKind; history: boolean; untilMs: number; base?: string; through?: string }, Invited]
  closeInvite: [{ world: IdText; key: IdText }, Record<never, never>]
  /**
   * Goes in by a link; resolves when a member's peer has let this device in. By a link for a carrier this peer carries the
   * world from then on: `world` is then its handle, and there is nothing to read.
   */
  join: [{ link: string }, { world: IdText; carried?: true }]
  /** Uses a carrier no more, for this ware. */
  endCarrier: [{ world: IdText; key: IdText }, Record<never, never>]
  /** Carries a world no more, and drops what was kept of it. */
  carryNoMore: [{ handle: IdText }, Record<never, never>]
  /** Leaves with everything: this device stops taking part, and forgets the world only when `forget` is said. */
  leave: [{ world: IdText; forget: boolean }, Record<never, never>]
  /** Takes part again in a world that was left and not forgotten. */
  comeBack: [{ world: IdText }, Record<never, never>]
  /** A new world with the history of this one and the wares that are to come along. */
  fork: [{ world: IdText; name: string; wares: readonly IdText[] }, { world: IdText }]
  /** Comes along to a fork that somebody asked this device to. */
  comeAlong: [{ world: IdText; fork: IdText }, { world: IdText }]
  dissociate: [{ world: IdText; ware: IdText; apart: boolean }, DissociationView]
  /** Pledges to carry from this world to that one: said in both. A later one takes the place of the one before. `called`: each world hears what the other is called. */
  link: [{ world: IdText; to: IdText; untilMs: number; called?: boolean } & LinkTerms, Record<never, never>]
  /** Ends one's own link that way, in both worlds. */
  endLink: [{ world: IdText; to: IdText }, Record<never, never>]
  /** Holds an act point for a while, as a person who asks it: by `press` it is done once. */
  hold: [{ world: IdText; act: PointId; value: Value | 'press'; forMs: number }, { untilMs: number }]
  /** Lets go of it before. */
  release: [{ world: IdText; act: PointId }, Record<never, never>]
  /**
   * A reading by hand, of a thing that was written down by hand: what somebody reads off it, or notices. A number may come in any unit that
   * converts; `value` of the answer is how it is kept.
   */
  sense: [{ world: IdText; thing: ThingId; point: string; value: Amounted; atMs?: number }, { value: Value; atMs: number }]
  /** Many readings of one point of a thing of this device, 50,000 at a time at most: what was kept elsewhere before. */
  senseMany: [{ world: IdText; thing: ThingId; point: string; times: readonly number[]; values: readonly Value[] }, BroughtRow]
  /** Lets a device in at the broker of a box, `device`: one of this ware's own. */
  admitDevice: [{ world: IdText; device: IdText; name: string } & AccessGrant, LetIn]
  /** Gives it another secret: the old one opens no more. */
  renewDevice: [{ world: IdText; device: IdText; id: string }, LetIn]
  /** Another name and other topics for it, under the same secret: they hold at once, for who is connected as well. */
  regrantDevice: [{ world: IdText; device: IdText; id: string; name: string } & AccessGrant, Record<never, never>]
  /** Lets it in no more: it is cut off at once, and what it announced is gone. */
  withdrawDevice: [{ world: IdText; device: IdText; id: string }, Record<never, never>]
  endDevice: [{ device: IdText; passphrase?: string }, Record<never, never>]
  /** Cuts a file, keeps it here, and says what it is; others fetch it when they want it. */
  addFile: [{ world: IdText; bytes: Uint8Array; name: string; media: string; idea?: StatementId }, { id: StatementId }]
  /** Fetches what is missing of a file from whoever is connected. */
  fetchFile: [{ world: IdText; id: StatementId }, FileView]
  /** Everything to come back as a new device of this ware, locked by a passphrase. */
  backup: [{ passphrase: string; later?: boolean }, { bytes: Uint8Array; name: string }]
  /** The backup made last, with `later`, lies where it is to lie. */
  backupKept: [Record<never, never>, Record<never, never>]
  /** Becomes a new device of the ware in a backup (I4). Only on a peer that has said nothing yet. */
  restore: [{ bytes: Uint8Array; passphrase: string }, Self]
  /** Opens a page to write on it together with others, or says that it is looked at still: it closes a minute after the last such word. */
  openLive: [{ world: IdText; id: StatementId; named: boolean }, LiveView]
  /** Writes when the page still reads as in that version; `taken` says whether. What is written is stored at each pause. */
  writeLive: [{ world: IdText; id: StatementId; version: number; texts: { title: string; text: string; tags: readonly string[] } }, LiveView & { readonly taken: boolean }]
  /** Closes the page; resolves when all that was written is stored. */
  closeLive: [{ world: IdText; id: StatementId }, Record<never, never>]
  /** Leaves a way back with a device that keeps things: whoever holds that one could come in as this ware (I4). */
  leaveWayBack: [{ device: IdText }, Record<never, never>]
  /** Closes a way back for good. */
  takeWayBack: [{ device: IdText }, Record<never, never>]
  /** A link by which somebody who left a way back here comes back, as a new device of its ware. */
  openWayBack: [{ device: IdText; untilMs: number; base?: string }, Invited]
  /** Lets go of a way back that somebody left here. */
  forgetWayBack: [{ device: IdText }, Record<never, never>]
  /**
   * A file that carries a world by hand (S7): all of it, or what came here since an earlier bundle, by the `end` that was told
   * with that one. Of a world that is carried `world` is its handle: what lies sealed there is written as it came.
   */
  writeBundle: [{ world: IdText; since?: number }, { bytes: Uint8Array; name: string; end: number }]
  /** Of a world that is carried, `world` is its handle, and `left` says how many found no room. */
  takeBundle: [{ bytes: Uint8Array }, BundleTaken]
  /** Tries an address now, and keeps trying it. */
  connect: [{ address: string }, Record<never, never>]
}

export type AskName = keyof Asks
export type ActName = keyof Acts
export type Outcome<T> = Result<T, Message>

export interface PeerApi {
  ask<K extends AskName>(name: K, params: Asks[K][0]): Promise<Outcome<Asks[K][1]>>
  act<K extends ActName>(name: K, params: Acts[K][0]): Promise<Outcome<Acts[K][1]>>
  watch<K extends AskName>(name: K, params: Asks[K][0], onAnswer: (answer: Outcome<Asks[K][1]>) => void): Cancel
}

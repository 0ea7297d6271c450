/**
 * The vocabulary of ValueFlows 1.0: its classes, and of each property how often it may stand, at which classes, what it leads
 * to, and which property says the same from the other end. Reading uses it to tell a reference from a text; `check.ts` holds what
 * is written against it.
 */

export interface Property {
  readonly name: string
  /** At most once of one thing. */
  readonly once: boolean
  readonly domain: readonly string[]
  readonly range: readonly string[]
  readonly inverse: string | undefined
  /** Leads to another thing, and not to a text, a number or a time. */
  readonly leads: boolean
}

export const classes: ReadonlySet<string> = new Set(
  [
    'Action ProcessSpecification Recipe RecipeExchange RecipeFlow RecipeProcess ResourceSpecification Agreement AgreementBundle',
    'Claim Commitment Intent Plan Process Proposal ProposalList Agent BatchLotRecord EcologicalAgent EconomicEvent',
    'EconomicResource Organization Person Measure SpatialThing Unit InputOutput CreateResource EventQuantity AccountingEffect',
    'OnhandEffect LocationEffect ContainedEffect AccountableEffect StageEffect StateEffect ProposalPurpose'
  ].flatMap((line) => line.split(' '))
)

/** Classes that are a kind of another. */
export const kindOf: Readonly<Record<string, string>> = { Person: 'Agent', Organization: 'Agent', EcologicalAgent: 'Agent' }

// name, how often, domain, range, the property from the other end
const table = `
  action one EconomicEvent,Commitment,Intent,RecipeFlow,Claim Action
  inputOf one EconomicEvent,Commitment,Intent Process
  hasInput many Process EconomicEvent,Commitment,Intent inputOf
  outputOf one EconomicEvent,Commitment,Intent Process
  hasOutput many Process EconomicEvent,Commitment,Intent outputOf
  recipeInputOf one RecipeFlow RecipeProcess
  hasRecipeInput many RecipeProcess RecipeFlow recipeInputOf
  recipeOutputOf one RecipeFlow RecipeProcess
  hasRecipeOutput many RecipeProcess RecipeFlow recipeOutputOf
  recipeClauseOf one RecipeFlow RecipeExchange
  recipeStipulates many RecipeExchange RecipeFlow recipeClauseOf
  recipeReciprocalClauseOf one RecipeFlow RecipeExchange
  recipeStipulatesReciprocal many RecipeExchange RecipeFlow recipeReciprocalClauseOf
  primaryOutput one Recipe ResourceSpecification
  recipeIncludes many Recipe RecipeProcess
  plannedWithin one Process,Commitment,Intent Plan
  planIncludes many Plan Process,Commitment,Intent plannedWithin
  independentDemandOf one Commitment Plan
  hasIndependentDemand many Plan Commitment independentDemandOf
  resourceInventoriedAs one Commitment,Intent,EconomicEvent EconomicResource
  toResourceInventoriedAs one EconomicEvent EconomicResource
  provider one EconomicEvent,Commitment,Intent,Claim Agent
  receiver one EconomicEvent,Commitment,Intent,Claim Agent
  inScopeOf one Process Agent
  triggeredBy one Claim EconomicEvent
  corrects one EconomicEvent EconomicEvent
  settles many EconomicEvent Claim
  containedIn many EconomicResource EconomicResource
  contains many EconomicResource EconomicResource containedIn
  primaryAccountable one EconomicResource Agent
  hasBeginning one Commitment,EconomicEvent,Intent,Proposal,Process xsd:dateTimeStamp
  hasEnd one Commitment,EconomicEvent,Intent,Proposal,Process xsd:dateTimeStamp
  hasPointInTime one Commitment,EconomicEvent,Intent xsd:dateTimeStamp
  hasDuration one RecipeProcess Measure
  due one Plan,Commitment,Claim,Intent xsd:dateTimeStamp
  hasNumericalValue one Measure dtype:numericUnion
  hasUnit one Measure Unit
  omUnitIdentifier one Unit xsd:anyURI
  label one Unit,Action xsd:string
  symbol one Unit xsd:string
  accountingQuantity one EconomicResource Measure
  onhandQuantity one EconomicResource Measure
  resourceQuantity one EconomicEvent,Commitment,Intent,RecipeFlow,Claim Measure
  effortQuantity one EconomicEvent,Commitment,Intent,RecipeFlow,Claim Measure
  availableQuantity one Intent Measure
  minimumQuantity one Intent Measure
  unitBased one Proposal xsd:boolean
  purpose one Proposal ProposalPurpose
  created one Agreement,AgreementBundle,Claim,Commitment,EconomicEvent,Plan,Proposal,ProposalList xsd:dateTimeStamp
  long one SpatialThing dtype:numericUnion
  lat one SpatialThing dtype:numericUnion
  alt one SpatialThing dtype:numericUnion
  mappableAddress one SpatialThing xsd:string
  hasDetailedGeometry many SpatialThing geosparql:Geometry
  currentLocation one EconomicResource SpatialThing
  currentVirtualLocation one EconomicResource xsd:anyURI
  currentCurrencyLocation one EconomicResource xsd:string
  primaryLocation one Agent SpatialThing
  eligibleLocation one Proposal SpatialThing
  toLocation one EconomicEvent SpatialThing
  image one Agent,EconomicEvent,EconomicResource,Intent,ResourceSpecification,ProcessSpecification,RecipeProcess xsd:anyURI
  imageList many EconomicResource,Intent,ResourceSpecification xsd:anyURI
  name one Agent,Agreement,AgreementBundle,EconomicResource,Intent,Plan,Process,ProcessSpecification,Proposal,ProposalList,Recipe,RecipeExchange,RecipeProcess,ResourceSpecification,SpatialThing xsd:string
  note one Agent,Agreement,AgreementBundle,Claim,Commitment,EconomicEvent,EconomicResource,Intent,Plan,Process,ProcessSpecification,Proposal,ProposalList,Recipe,RecipeExchange,RecipeFlow,RecipeProcess,ResourceSpecification,SpatialThing xsd:string
  trackingIdentifier one EconomicResource xsd:string
  ofBatchLot one EconomicResource BatchLotRecord
  mediumOfExchange one ResourceSpecification xsd:boolean
  batchLotCode one BatchLotRecord xsd:string
  expirationDate one BatchLotRecord xsd:dateTimeStamp
  fulfills many EconomicEvent Commitment
  satisfies many Commitment,EconomicEvent Intent
  publishes many Proposal Intent
  reciprocal many Proposal Intent
  proposedTo many Proposal,ProposalList Agent
  listedIn many Proposal ProposalList
  lists many ProposalList Proposal listedIn
  finished one Commitment,Process,Intent,Claim xsd:boolean
  substitutable one ResourceSpecification xsd:boolean
  unitOfEffort one EconomicResource Unit
  defaultUnitOfEffort one ResourceSpecification Unit
  defaultUnitOfResource one ResourceSpecification Unit
  basedOn one Process ProcessSpecification
  classifiedAs many Process,EconomicResource,Organization,EcologicalAgent,Unit xsd:string
  resourceClassifiedAs many ResourceSpecification,RecipeFlow,Intent,Commitment,EconomicEvent,Claim xsd:string
  processClassifiedAs many RecipeProcess xsd:string
  processConformsTo one RecipeProcess ProcessSpecification
  resourceConformsTo one Commitment,Intent,EconomicEvent,Claim,RecipeFlow ResourceSpecification
  conformsTo one EconomicResource ResourceSpecification
  stage one EconomicResource,Commitment,Intent,RecipeFlow ProcessSpecification
  state one EconomicResource,EconomicEvent,RecipeFlow,Commitment,Intent xsd:string
  clauseOf one Commitment Agreement
  reciprocalClauseOf one Commitment Agreement
  stipulates many Agreement Commitment clauseOf
  stipulatesReciprocal many Agreement Commitment reciprocalClauseOf
  realizationOf one EconomicEvent Agreement
  realizes many Agreement EconomicEvent realizationOf
  reciprocalRealizationOf one EconomicEvent Agreement
  realizesReciprocal many Agreement EconomicEvent reciprocalRealizationOf
  bundledIn one Agreement AgreementBundle
  bundles many AgreementBundle Agreement bundledIn
  inputOutput one Action InputOutput
  pairsWith one Action Action
  createResource one Action CreateResource
  eventQuantity one Action EventQuantity
  accountingEffect one Action AccountingEffect
  onhandEffect one Action OnhandEffect
  locationEffect one Action LocationEffect
  containedEffect one Action ContainedEffect
  accountableEffect one Action AccountableEffect
  stageEffect one Action StageEffect
  stateEffect one Action StateEffect`

const text = /^(?:xsd|dtype):/
const read = (line: string): Property => {
  const [name = '', often, domain = '', range = '', inverse] = line.split(' ')
  const leadsTo = range.split(',')
  return { name, once: often === 'one', domain: domain.split(','), range: leadsTo, inverse, leads: !leadsTo.every((one) => text.test(one)) }
}

export const properties: ReadonlyMap<string, Property> = new Map(
  table
    .trim()
    .split('\n')
    .map((line) => read(line.trim()))
    .map((one) => [one.name, one])
)

/** The other end of each property that has one, in both directions. */
export const inverses: ReadonlyMap<string, string> = new Map(
  [...properties.values()].flatMap(({ name, inverse }) =>
    inverse === undefined
      ? []
      : [
          [name, inverse],
          [inverse, name]
        ]
  )
)

/** Whether a thing of this class may stand where one of those is asked for. */
export const isOneOf = (name: string, wanted: readonly string[]): boolean =>
  wanted.includes(name) || (kindOf[name] !== undefined && wanted.includes(kindOf[name]))

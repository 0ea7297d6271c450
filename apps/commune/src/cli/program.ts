/** The command line as commander knows it: every command, its options, its help. */
import { Command } from 'commander'
import { addAgree, addAgreement, addAgreements, addDisagree } from '../commands/agreements.ts'
import { addBroker } from '../commands/broker.ts'
import { addBundle } from '../commands/bundle.ts'
import { addBackup, addDevices, addRestore } from '../commands/devices.ts'
import { addDissociate } from '../commands/dissociate.ts'
import { addDoctor } from '../commands/doctor.ts'
import { addExport } from '../commands/export.ts'
import { addNeed, addOffer } from '../commands/flows.ts'
import { addIdea } from '../commands/ideas.ts'
import { addHold } from '../commands/hold.ts'
import { addWhy } from '../commands/why.ts'
import { addImport } from '../commands/import.ts'
import { addInit } from '../commands/init.ts'
import { addInvite } from '../commands/invite.ts'
import { addJoin } from '../commands/join.ts'
import { addLink } from '../commands/link.ts'
import { addFork, addLeave } from '../commands/leave.ts'
import { addChange, addConnect, addSay, addSearch, addShow, addUndo, addWithdraw } from '../commands/said.ts'
import { addPlan } from '../commands/plan.ts'
import { addAmount, addDiffer, addSame } from '../commands/names.ts'
import { addMake, addRecipe } from '../commands/recipes.ts'
import { addStatus } from '../commands/status.ts'
import { addBook, addUpkeep } from '../commands/book.ts'
import { addLabels } from '../commands/labels.ts'
import { addLend } from '../commands/lend.ts'
import { addStock } from '../commands/stock.ts'
import { addMade, addPlace, addStocktake } from '../commands/store.ts'
import { addRecall, addTrace } from '../commands/trace.ts'
import { addPlaceTells } from '../commands/placeTells.ts'
import { addSense } from '../commands/sense.ts'
import { addServe } from '../commands/serve.ts'
import { addThing } from '../commands/thing.ts'
import { addThings } from '../commands/things.ts'
import { addUp } from '../commands/up.ts'
import { addMe, addWares } from '../commands/wares.ts'
import { addWorlds } from '../commands/worlds.ts'
import { addHandover, addSayYes } from '../commands/yes.ts'
import { version } from '../daemon/version.ts'
import { cliMessage, sentence } from '../words/index.ts'
import type { AddCommand, Start, Surroundings } from './command.ts'
import { type CommonOptions, handOf } from './hand.ts'
import { exitCodes, Stop } from './stop.ts'

/** In the order of the help. */
const commands: readonly AddCommand[] = [
  ...[addUp, addInit, addStatus, addDoctor, addConnect],
  ...[addWorlds, addInvite, addJoin, addLeave, addFork, addDissociate, addLink, addWares, addMe, addDevices],
  ...[addNeed, addOffer, addStock, addRecipe, addMake, addSayYes, addHandover, addPlan, addChange, addWithdraw, addSame, addDiffer, addAmount],
  ...[addMade, addStocktake, addPlace, addLend, addBook, addUpkeep, addTrace, addRecall, addLabels],
  ...[addThings, addThing, addSense, addPlaceTells, addHold, addWhy, addBroker, addServe, addAgreements, addAgreement, addAgree, addDisagree],
  ...[addSay, addIdea, addSearch, addShow, addUndo],
  ...[addImport, addExport, addBundle, addBackup, addRestore]
]

/** Of an option that is said twice the first would be passed over, and nobody told. */
const eachOnce = (command: Command): void => {
  const said = new Set<string>()
  for (const option of command.options) {
    if (option.variadic || !(option.required || option.optional)) continue
    command.on(`option:${option.name()}`, () => {
      if (said.has(option.name())) throw new Stop(cliMessage('cli.option-twice', { name: `--${option.name()}` }), exitCodes.usage)
      said.add(option.name())
    })
  }
}

/** What holds for the program holds for each command, and for the commands within one. */
const settle = (above: Command): void => {
  for (const command of above.commands) {
    command.copyInheritedSettings(above).helpOption('--help', sentence('help.help')).exitOverride()
    eachOnce(command)
    settle(command)
  }
}

export const programOf = ({ terminal, env, interrupts }: Surroundings): Command => {
  const program = new Command('commune')
  const start: Start =
    (run) =>
    async (...given) => {
      const command = given.at(-1) as Command
      const options = command.opts<CommonOptions>()
      // An empty one is a variable of a script that was never set: not the usual folder, nor the usual world.
      for (const name of ['data', 'world'] as const) {
        if (options[name] === '') throw new Stop(cliMessage('cli.option-empty', { name: `--${name}` }), exitCodes.usage)
      }
      await run(handOf(terminal, env, options, interrupts), options as never, command.processedArgs as (string | string[])[])
    }
  // What stands behind a command is the command's: `--version` there is not a wish for the version of the program.
  program
    .enablePositionalOptions()
    .description(sentence('help.program'))
    .version(version, '--version', sentence('help.version'))
    .helpOption('--help', sentence('help.help'))
    .helpCommand('help [command]', sentence('help.help-command'))
    .addHelpText('after', `\n${sentence('help.footer')}`)
    .configureOutput({
      writeOut: (text) => terminal.out(text.replace(/\n$/, '')),
      writeErr: (text) => terminal.err(text.replace(/\n$/, '')),
      // What was written wrongly is said once, in our own words (usage.ts).
      outputError: () => undefined,
      getOutHelpWidth: () => Math.min(terminal.columns, 110),
      getErrHelpWidth: () => Math.min(terminal.columns, 110)
    })
    .exitOverride()
  for (const add of commands) add(program, start)
  settle(program)
  return program
}

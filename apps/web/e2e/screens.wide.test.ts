import { everyScreen } from './everyScreen.ts'

everyScreen('wide')

import { everyScreen } from './everyScreen.ts'

everyScreen('phone')

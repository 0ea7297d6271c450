/** The light of the page, for the one screen where it is chosen. */
import { createContext, useContext } from 'solid-js'
import type { LightOfPage } from './light.ts'

export const LightContext = createContext<LightOfPage>()
export const useLight = (): LightOfPage => useContext(LightContext)!

/** The light of the page, for where it is chosen and where it is told. */
import { createContext, useContext } from 'solid-js'
import type { LightOfPage } from './light.ts'

export const LightContext = createContext<LightOfPage>()
export const useLight = (): LightOfPage => useContext(LightContext)!

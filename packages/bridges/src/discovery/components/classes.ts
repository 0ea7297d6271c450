/** The words of Home Assistant's device classes, by kind of entity: what a point is about. */
const set = (words: string): ReadonlySet<string> => new Set(words.split(' '))

export const binaryClasses: ReadonlySet<string> = set(
  'battery battery_charging carbon_monoxide cold connectivity door garage_door gas heat light lock moisture motion ' +
    'moving occupancy opening plug power presence problem running safety smoke sound tamper update vibration window'
)

/** Of these a yes says that somebody or something is there right now: it is felt and never kept. */
export const feltClasses: ReadonlySet<string> = set('motion occupancy presence moving vibration sound')

export const sensorClasses: ReadonlySet<string> = set(
  'absolute_humidity apparent_power aqi area atmospheric_pressure battery blood_glucose_concentration ' +
    'carbon_dioxide carbon_monoxide conductivity current data_rate data_size date distance duration energy ' +
    'energy_distance energy_storage enum frequency gas humidity illuminance irradiance moisture monetary ' +
    'nitrogen_dioxide nitrogen_monoxide nitrous_oxide ozone ph pm1 pm10 pm25 pm4 power power_factor precipitation ' +
    'precipitation_intensity pressure reactive_energy reactive_power signal_strength sound_pressure speed ' +
    'sulphur_dioxide temperature temperature_delta timestamp uptime volatile_organic_compounds ' +
    'volatile_organic_compounds_parts voltage volume volume_flow_rate volume_storage water weight wind_direction ' +
    'wind_speed'
)
/** Sensors of these tell a text. */
export const textClasses: ReadonlySet<string> = set('date enum timestamp uptime')

export const buttonClasses: ReadonlySet<string> = set('identify restart update')
export const coverClasses: ReadonlySet<string> = set('awning blind curtain damper door garage gate shade shutter window')
export const eventClasses: ReadonlySet<string> = set('button doorbell motion')
export const humidifierClasses: ReadonlySet<string> = set('humidifier dehumidifier')
export const switchClasses: ReadonlySet<string> = set('outlet switch')
export const updateClasses: ReadonlySet<string> = set('firmware')
export const valveClasses: ReadonlySet<string> = set('gas water')

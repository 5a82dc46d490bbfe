/** placeholder, replaced by the seal work */
export interface Gate { readonly placeholder: never }

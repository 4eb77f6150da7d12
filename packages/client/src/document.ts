/** A GraphQL document as text, which knows the types of its data and of its variables. */
export type TypedDocument<Data, Variables> = string & { readonly __apiType?: (variables: Variables) => Data };

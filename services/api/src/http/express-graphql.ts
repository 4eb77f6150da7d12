// The only file that imports express-graphql, whose successor is to be able to take its place here.
export { type OptionsData, graphqlHTTP } from 'express-graphql';
export { renderGraphiQL } from 'express-graphql/renderGraphiQL.js';

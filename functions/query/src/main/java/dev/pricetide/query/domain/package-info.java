/** What is answered, as it stands in the GraphQL schema; members may not be null unless they say so. */
@DefaultNonNull
package dev.pricetide.query.domain;

import io.smallrye.graphql.api.DefaultNonNull;

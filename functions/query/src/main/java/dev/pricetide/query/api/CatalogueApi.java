package dev.pricetide.query.api;

import dev.pricetide.events.Series;
import dev.pricetide.query.domain.CatalogueSeries;
import dev.pricetide.query.domain.SeriesPage;
import dev.pricetide.query.storage.Catalogue;
import dev.pricetide.query.storage.SeriesFilter;
import io.smallrye.graphql.api.Nullable;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;

/** Which series there are. */
@GraphQLApi
public class CatalogueApi {

    private static final int MOST_WORDS = 8;

    private final Catalogue catalogue;
    private final Input input;
    private final StoreCall call;

    CatalogueApi(Catalogue catalogue, Input input, StoreCall call) {
        this.catalogue = catalogue;
        this.input = input;
        this.call = call;
    }

    /** The series that match everything that is given, at least one of group, company and search. */
    @Query
    @NonNull
    @Description("Series by group, company and words of the product's name; all that is given must match.")
    public Uni<SeriesPage> products(
            @Description("A product group's id.") String group,
            @Description("A company; case does not matter.") String company,
            @Description("Words of the product's name, all of which it must have; case does not matter.") String search,
            @DefaultValue("20") @Description("How many at most, 1 to 100.") Integer first,
            @Description("The endCursor of the page before.") String after) {
        Optional<String> groupId = Optional.ofNullable(group).map(id -> input.id("group", id));
        Optional<String> companyKey = input.text("company", company).map(Series::key);
        Set<String> words = input.text("search", search).map(Series::words).orElse(Set.of());
        Input.require(words.size() <= MOST_WORDS, "search has %d words; it may have %d", words.size(), MOST_WORDS);
        SeriesFilter filter = new SeriesFilter(groupId, companyKey, words);
        Input.require(!filter.isEmpty(), "products needs a group, a company or a word to search for");
        return call.bounded(catalogue.find(filter, input.first(first), input.after(after)));
    }

    /** One series. */
    @Query
    @Nullable
    @Description("The series with that product id, null if there is none.")
    public Uni<CatalogueSeries> product(@NonNull @Name("id") String id) {
        return call.bounded(catalogue.byProduct(input.id("id", id)));
    }
}

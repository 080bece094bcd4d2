package dev.pricetide.query.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which series of the catalogue are asked for; all that is given must hold.
 *
 * @param productGroupId the group
 * @param companyKey the company as it compares
 * @param words each of them in the product's name, as they compare
 */
public record SeriesFilter(Optional<String> productGroupId, Optional<String> companyKey, Set<String> words) {

    /** Whether nothing is asked for, which no index answers. */
    public boolean isEmpty() {
        return productGroupId.isEmpty() && companyKey.isEmpty() && words.isEmpty();
    }

    List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>();
        productGroupId.ifPresent(group -> conditions.add(new Condition("product_group_id = ?", group)));
        companyKey.ifPresent(company -> conditions.add(new Condition("company_key = ?", company)));
        words.stream().sorted().forEach(word -> conditions.add(new Condition("words CONTAINS ?", word)));
        return conditions;
    }

    record Condition(String cql, Object value) {}
}

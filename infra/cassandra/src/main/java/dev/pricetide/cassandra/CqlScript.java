package dev.pricetide.cassandra;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A text of several CQL statements, each ended by a semicolon. */
record CqlScript(String text) {
    /** What a semicolon in it does not end: a comment, or a quoted text or name (a doubled quote is two of them in a row). */
    private static final Pattern TOKEN = Pattern.compile(
            "(?<comment>--[^\n]*|//[^\n]*|(?s:/\\*.*?\\*/))|(?s:'[^']*'|\"[^\"]*\"|\\$\\$.*?\\$\\$)|(?<end>;)");

    /** The statements in order, without their comments and semicolons. */
    List<String> statements() {
        List<String> statements = new ArrayList<>();
        var statement = new StringBuilder();
        var tokens = TOKEN.matcher(text);
        var from = 0;
        while (tokens.find()) {
            statement.append(text, from, tokens.start());
            from = tokens.end();
            if (tokens.group("end") != null) {
                statements.add(statement.toString().strip());
                statement.setLength(0);
            } else if (tokens.group("comment") == null) {
                statement.append(tokens.group());
            }
        }
        statements.add(statement.append(text.substring(from)).toString().strip());
        return statements.stream().filter(text -> !text.isEmpty()).toList();
    }
}

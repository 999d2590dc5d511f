package io.gantry.server.cel;

import io.gantry.api.names.Names;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One of the formats that {@code format.named} knows. Immutable. */
record NamedFormat(String name, Function<String, List<String>> check) {
    private static final Map<String, NamedFormat> ALL = Map.ofEntries(
            entry("dns1123Label", Names::dns1123Label),
            entry("dns1123Subdomain", Names::dns1123Subdomain),
            entry("dns1035Label", Names::dns1035Label),
            entry("qualifiedName", Names::qualifiedName),
            entry("dns1123LabelPrefix", text -> Names.dns1123Label(prefix(text))),
            entry("dns1123SubdomainPrefix", text -> Names.dns1123Subdomain(prefix(text))),
            entry("dns1035LabelPrefix", text -> Names.dns1035Label(prefix(text))),
            entry("labelValue", Names::labelValue),
            entry("uri", text -> Url.is(text) ? List.of() : List.of("invalid URI for request")),
            entry(
                    "uuid",
                    text -> text.matches("(?i)[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")
                            ? List.of()
                            : List.of("does not match the UUID format")),
            entry("byte", text -> {
                try {
                    Base64.getDecoder().decode(text);
                    return List.of();
                } catch (IllegalArgumentException e) {
                    return List.of("invalid base64");
                }
            }),
            entry("date", text -> {
                try {
                    LocalDate.parse(text);
                    return List.of();
                } catch (DateTimeParseException e) {
                    return List.of("invalid date");
                }
            }),
            entry("datetime", text -> {
                try {
                    OffsetDateTime.parse(text);
                    return List.of();
                } catch (DateTimeParseException e) {
                    return List.of("invalid datetime");
                }
            }));

    private static Map.Entry<String, NamedFormat> entry(String name, Function<String, List<String>> check) {
        return Map.entry(name, new NamedFormat(name, check));
    }

    private static String prefix(String text) {
        return text.endsWith("-") ? text.substring(0, text.length() - 1) + "a" : text;
    }

    static Map<String, NamedFormat> all() {
        return ALL;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NamedFormat that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}

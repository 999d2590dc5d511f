package io.gantry.server.schema;

import com.google.re2j.Pattern;
import io.gantry.api.codec.Scalars;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Map;
import java.util.function.Predicate;

/** The formats of texts that schemas may demand; others are not looked at, as in Kubernetes. */
final class Formats {
    private static final String HEX = "[0-9a-fA-F]";
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";

    private static final Map<String, Predicate<String>> CHECKS = Map.ofEntries(
            Map.entry("bsonobjectid", matching("^" + HEX + "{24}$")),
            Map.entry("uri", Formats::uri),
            Map.entry("email", matching("^[^@\\s<>()]+@[^@\\s<>()]+$")),
            Map.entry(
                    "hostname",
                    matching("^([a-zA-Z0-9\\p{S}\\p{L}]((-?[a-zA-Z0-9\\p{S}\\p{L}]{0,62})?)"
                            + "|([a-zA-Z0-9\\p{S}\\p{L}](([a-zA-Z0-9-\\p{S}\\p{L}]{0,61}[a-zA-Z0-9\\p{S}\\p{L}])?)(\\.)){1,}"
                            + "([a-zA-Z\\p{L}]){2,63})$")),
            Map.entry("ipv4", Formats::ipv4),
            Map.entry("ipv6", Formats::ipv6),
            Map.entry("cidr", Formats::cidr),
            Map.entry(
                    "mac",
                    matching("^(" + HEX + "{2}(:" + HEX + "{2}){5}|" + HEX + "{2}(:" + HEX + "{2}){7}|" + HEX + "{2}(-"
                            + HEX + "{2}){5}|" + HEX + "{2}(-" + HEX + "{2}){7}|" + HEX + "{4}(\\." + HEX
                            + "{4}){2,3})$")),
            Map.entry("uuid", uuid("")),
            Map.entry("uuid3", uuid("3")),
            Map.entry("uuid4", uuid("4")),
            Map.entry("uuid5", uuid("5")),
            Map.entry("isbn", text -> isbn10(text) || isbn13(text)),
            Map.entry("isbn10", Formats::isbn10),
            Map.entry("isbn13", Formats::isbn13),
            Map.entry("creditcard", Formats::creditCard),
            Map.entry("ssn", matching("^\\d{3}[- ]?\\d{2}[- ]?\\d{4}$")),
            Map.entry("hexcolor", matching("^#?(" + HEX + "{3}|" + HEX + "{6})$")),
            Map.entry(
                    "rgbcolor",
                    matching("^rgb\\(\\s*" + OCTET + "\\s*,\\s*" + OCTET + "\\s*,\\s*" + OCTET + "\\s*\\)$")),
            Map.entry("byte", Formats::base64),
            Map.entry("date", Formats::date),
            Map.entry("duration", Formats::duration),
            Map.entry("date-time", Formats::dateTime),
            Map.entry("datetime", Formats::dateTime),
            Map.entry(
                    "k8s-short-name",
                    text -> io.gantry.api.names.Names.dns1123Label(text).isEmpty()),
            Map.entry(
                    "k8s-long-name",
                    text -> io.gantry.api.names.Names.dns1123Subdomain(text).isEmpty()));

    private Formats() {}

    /** Whether the text is of the format; true for a format that nobody knows. */
    static boolean valid(String format, String text) {
        if (format.isEmpty()) {
            return true;
        }
        Predicate<String> check = CHECKS.get(format);
        return check == null || check.test(text);
    }

    private static Predicate<String> matching(String expression) {
        Pattern pattern = Pattern.compile(expression);
        return text -> pattern.matcher(text).find();
    }

    private static Predicate<String> uuid(String version) {
        String third = version.isEmpty() ? HEX + "{4}" : version + HEX + "{3}";
        String fourth = version.isEmpty() || version.equals("3") ? HEX + "{4}" : "[89abAB]" + HEX + "{3}";
        return matching("^" + HEX + "{8}-?" + HEX + "{4}-?" + third + "-?" + fourth + "-?" + HEX + "{12}$");
    }

    /** As Go's {@code url.ParseRequestURI}: absolute, or beginning with a slash. */
    private static boolean uri(String text) {
        if (text.startsWith("/")) {
            return text.chars().noneMatch(c -> c < ' ' || c == 0x7f);
        }
        try {
            return new URI(text).isAbsolute();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static final Pattern IPV4 = Pattern.compile("^" + OCTET + "(\\." + OCTET + "){3}$");

    private static boolean ipv4(String text) {
        return IPV4.matcher(text).find();
    }

    private static boolean ipv6(String text) {
        if (text.indexOf(':') < 0) {
            return false;
        }
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            return false;
        }
        int groups = 0;
        String[] parts = text.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            boolean last = i == parts.length - 1;
            if (part.isEmpty()) {
                boolean atGap = gap >= 0 && (i > 0 || gap == 0) && (!last || text.endsWith("::"));
                if (!atGap) {
                    return false;
                }
            } else if (last && part.indexOf('.') >= 0) {
                if (!ipv4(part)) {
                    return false;
                }
                groups += 2;
            } else {
                if (part.length() > 4 || !part.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 0x7f)) {
                    return false;
                }
                groups++;
            }
        }
        return gap >= 0 ? groups < 8 : groups == 8;
    }

    private static boolean cidr(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return false;
        }
        String address = text.substring(0, slash);
        String bits = text.substring(slash + 1);
        boolean four = ipv4(address);
        if (bits.isEmpty() || bits.length() > 3 || !bits.chars().allMatch(Character::isDigit)) {
            return false;
        }
        return (four || ipv6(address)) && Integer.parseInt(bits) <= (four ? 32 : 128);
    }

    private static String digits(String text) {
        return text.replace("-", "").replace(" ", "");
    }

    private static boolean isbn10(String text) {
        String digits = digits(text);
        if (!digits.matches("[0-9]{9}[0-9Xx]")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 10; i++) {
            char c = digits.charAt(i);
            sum += (10 - i) * (c == 'X' || c == 'x' ? 10 : c - '0');
        }
        return sum % 11 == 0;
    }

    private static boolean isbn13(String text) {
        String digits = digits(text);
        if (!digits.matches("[0-9]{13}")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 13; i++) {
            sum += (digits.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return sum % 10 == 0;
    }

    private static boolean creditCard(String text) {
        String digits = digits(text);
        if (!digits.matches("[0-9]{13,19}")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int twice = digit * 2;
            sum += i % 2 == 0 ? digit : twice > 9 ? twice - 9 : twice;
        }
        return sum % 10 == 0;
    }

    private static boolean base64(String text) {
        try {
            Base64.getDecoder().decode(text);
            return text.length() % 4 == 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean date(String text) {
        try {
            return text.length() == 10 && LocalDate.parse(text) != null;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static boolean dateTime(String text) {
        try {
            return OffsetDateTime.parse(text.toUpperCase(java.util.Locale.ROOT)) != null;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static final Pattern WORDS = Pattern.compile(
            "^\\d+\\s*(ns|nano|us|µs|micro|ms|milli|s|sec|second|m|min|minute|h|hr|hour|d|day|w|week)s?$");

    private static boolean duration(String text) {
        try {
            Scalars.parseDuration(text);
            return true;
        } catch (IllegalArgumentException e) {
            return WORDS.matcher(text).find();
        }
    }
}

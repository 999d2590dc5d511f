package io.gantry.api.names;

import java.util.ArrayList;
import java.util.List;

/**
 * The rules of names, labels and keys. Each check returns the sentences that Kubernetes gives about what is wrong; an
 * empty list means that the value is fine.
 */
public final class Names {
    public static final int DNS_LABEL_MAX = 63;
    public static final int DNS_SUBDOMAIN_MAX = 253;
    public static final int QUALIFIED_NAME_MAX = 63;
    public static final int LABEL_VALUE_MAX = 63;

    private static final String DNS_LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final String DNS_SUBDOMAIN = DNS_LABEL + "(\\." + DNS_LABEL + ")*";
    private static final String DNS_1035 = "[a-z]([-a-z0-9]*[a-z0-9])?";
    private static final String QUALIFIED = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
    private static final String CONFIG_KEY = "[-._a-zA-Z0-9]+";
    private static final String ENV_NAME = "[-._a-zA-Z][-._a-zA-Z0-9]*";
    private static final String C_IDENTIFIER = "[A-Za-z_][A-Za-z0-9_]*";

    private static final String DNS_1123_LABEL_ERROR =
            "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and"
                    + " end with an alphanumeric character";
    private static final String DNS_1123_SUBDOMAIN_ERROR =
            "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must"
                    + " start and end with an alphanumeric character";
    private static final String DNS_1035_ERROR =
            "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic"
                    + " character, and end with an alphanumeric character";
    private static final String QUALIFIED_ERROR =
            "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric"
                    + " character";
    private static final String LABEL_VALUE_ERROR =
            "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must"
                    + " start and end with an alphanumeric character";
    private static final String CONFIG_KEY_ERROR =
            "a valid config key must consist of alphanumeric characters, '-', '_' or '.'";

    private Names() {}

    private static String maxLength(int length) {
        return "must be no more than " + length + " bytes";
    }

    private static String regex(String message, String pattern, String... examples) {
        StringBuilder text = new StringBuilder(message).append(" (e.g. ");
        for (int i = 0; i < examples.length; i++) {
            text.append(i > 0 ? " or " : "").append('\'').append(examples[i]).append("', ");
        }
        return text.append("regex used for validation is '")
                .append(pattern)
                .append("')")
                .toString();
    }

    private static boolean isLowerAlnum(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    private static boolean isAlnum(char c) {
        return isLowerAlnum(c) || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDnsLabel(String value, int from, int to) {
        if (from >= to || !isLowerAlnum(value.charAt(from)) || !isLowerAlnum(value.charAt(to - 1))) {
            return false;
        }
        for (int i = from; i < to; i++) {
            char c = value.charAt(i);
            if (!isLowerAlnum(c) && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isSubdomain(String value) {
        int from = 0;
        while (true) {
            int dot = value.indexOf('.', from);
            if (!isDnsLabel(value, from, dot < 0 ? value.length() : dot)) {
                return false;
            }
            if (dot < 0) {
                return true;
            }
            from = dot + 1;
        }
    }

    /** Names are as long as their UTF-8 is. */
    private static int bytes(String value) {
        int bytes = value.length();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return bytes;
    }

    private static List<String> check(String value, int max, boolean matches, String error) {
        boolean fits = bytes(value) <= max;
        if (fits && matches) {
            return List.of();
        }
        List<String> errors = new ArrayList<>();
        if (!fits) {
            errors.add(maxLength(max));
        }
        if (!matches) {
            errors.add(error);
        }
        return errors;
    }

    /** A lower-case label of at most 63 characters. */
    public static List<String> dns1123Label(String value) {
        boolean matches = isDnsLabel(value, 0, value.length());
        if (!matches && isSubdomain(value)) {
            // Only the dots are wrong, and the sentence says so.
            List<String> errors = new ArrayList<>();
            if (value.length() > DNS_LABEL_MAX) {
                errors.add(maxLength(DNS_LABEL_MAX));
            }
            errors.add("must not contain dots");
            return errors;
        }
        return check(value, DNS_LABEL_MAX, matches, regex(DNS_1123_LABEL_ERROR, DNS_LABEL, "my-name", "123-abc"));
    }

    /** Lower-case labels with dots between them, at most 253 characters: what most objects may be called. */
    public static List<String> dns1123Subdomain(String value) {
        return check(
                value,
                DNS_SUBDOMAIN_MAX,
                isSubdomain(value),
                regex(DNS_1123_SUBDOMAIN_ERROR, DNS_SUBDOMAIN, "example.com"));
    }

    /** A lower-case label that begins with a letter. */
    public static List<String> dns1035Label(String value) {
        return check(
                value,
                DNS_LABEL_MAX,
                isDnsLabel(value, 0, value.length()) && !isDigit(value.charAt(0)),
                regex(DNS_1035_ERROR, DNS_1035, "my-name", "abc-123"));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** A subdomain whose first label may be {@code *}. */
    public static List<String> wildcardDns1123Subdomain(String value) {
        return check(
                value,
                DNS_SUBDOMAIN_MAX,
                value.startsWith("*.") && isSubdomain(value.substring(2)),
                regex(
                        "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which"
                                + " must consist of lower case alphanumeric characters, '-' or '.' and end with an"
                                + " alphanumeric character",
                        "\\*\\." + DNS_SUBDOMAIN,
                        "*.example.com"));
    }

    private static boolean isQualifiedPart(String value) {
        if (value.isEmpty() || !isAlnum(value.charAt(0)) || !isAlnum(value.charAt(value.length() - 1))) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!isAlnum(c) && c != '-' && c != '_' && c != '.') {
                return false;
            }
        }
        return true;
    }

    /** {@code name} or {@code prefix/name}: keys of labels and annotations, resource names, finalizers, conditions. */
    public static List<String> qualifiedName(String value) {
        int slash = value.indexOf('/');
        if (slash < 0 && value.length() <= QUALIFIED_NAME_MAX && isQualifiedPart(value)) {
            return List.of();
        }
        List<String> errors = new ArrayList<>();
        String name = value;
        if (slash >= 0) {
            if (value.indexOf('/', slash + 1) >= 0) {
                return List.of("a qualified name "
                        + regex(QUALIFIED_ERROR, QUALIFIED, "MyName", "my.name", "123-abc")
                        + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
            }
            String prefix = value.substring(0, slash);
            name = value.substring(slash + 1);
            if (prefix.isEmpty()) {
                errors.add("prefix part must be non-empty");
            } else {
                dns1123Subdomain(prefix).forEach(error -> errors.add("prefix part " + error));
            }
        }
        if (name.isEmpty()) {
            errors.add("name part must be non-empty");
        } else if (bytes(name) > QUALIFIED_NAME_MAX) {
            errors.add("name part " + maxLength(QUALIFIED_NAME_MAX));
        }
        if (!isQualifiedPart(name)) {
            errors.add("name part " + regex(QUALIFIED_ERROR, QUALIFIED, "MyName", "my.name", "123-abc"));
        }
        return errors;
    }

    /** The value of a label; may be empty. */
    public static List<String> labelValue(String value) {
        return check(
                value,
                LABEL_VALUE_MAX,
                value.isEmpty() || isQualifiedPart(value),
                regex(LABEL_VALUE_ERROR, "(" + QUALIFIED + ")?", "MyValue", "my_value", "12345"));
    }

    /** A key of a config map or secret, which becomes a file name. */
    public static List<String> configMapKey(String value) {
        List<String> errors = new ArrayList<>();
        if (bytes(value) > DNS_SUBDOMAIN_MAX) {
            errors.add(maxLength(DNS_SUBDOMAIN_MAX));
        }
        boolean matches = !value.isEmpty();
        for (int i = 0; i < value.length() && matches; i++) {
            char c = value.charAt(i);
            matches = isAlnum(c) || c == '-' || c == '_' || c == '.';
        }
        if (!matches) {
            errors.add(regex(CONFIG_KEY_ERROR, CONFIG_KEY, "key.name", "KEY_NAME", "key-name"));
        }
        errors.addAll(noDotPath(value));
        return errors;
    }

    private static List<String> noDotPath(String value) {
        if (value.equals(".")) {
            return List.of("must not be '.'");
        }
        if (value.equals("..")) {
            return List.of("must not be '..'");
        }
        return value.startsWith("..") ? List.of("must not start with '..'") : List.of();
    }

    /** The name of an environment variable: any printable ASCII but {@code =}, as Kubernetes 1.36 allows. */
    public static List<String> envVarName(String value) {
        if (value.isEmpty()) {
            return List.of("environment variable name must be non-empty");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < 0x20 || c > 0x7e || c == '=') {
                return List.of("a valid environment variable name must consist only of printable ASCII characters"
                        + " other than '='");
            }
        }
        return List.of();
    }

    /** The stricter rule that {@code envFrom} prefixes and older versions follow. */
    public static List<String> strictEnvVarName(String value) {
        List<String> errors = new ArrayList<>();
        if (!value.matches(ENV_NAME)) {
            errors.add(regex(
                    "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or"
                            + " '.', and must not start with a digit",
                    ENV_NAME,
                    "my.env-name",
                    "MY_ENV.NAME",
                    "MyEnvName1"));
        }
        errors.addAll(noDotPath(value));
        return errors;
    }

    /** A name that programs can use as an identifier. */
    public static List<String> cIdentifier(String value) {
        return value.matches(C_IDENTIFIER)
                ? List.of()
                : List.of(regex(
                        "a valid C identifier must start with alphabetic character or '_', followed by a string of"
                                + " alphanumeric characters or '_'",
                        C_IDENTIFIER,
                        "my_name",
                        "MY_NAME",
                        "MyName"));
    }

    /** A name that can stand between two slashes of a path. */
    public static List<String> pathSegment(String value) {
        if (value.equals(".") || value.equals("..")) {
            return List.of("may not be '" + value + "'");
        }
        return pathSegmentPrefix(value);
    }

    /** The same for the beginning of a name. */
    public static List<String> pathSegmentPrefix(String value) {
        List<String> errors = new ArrayList<>();
        for (String illegal : new String[] {"/", "%"}) {
            if (value.contains(illegal)) {
                errors.add("may not contain '" + illegal + "'");
            }
        }
        return errors;
    }

    /** The name of a port: at most 15 lower-case letters, digits and hyphens with a letter among them (IANA). */
    public static List<String> portName(String value) {
        List<String> errors = new ArrayList<>();
        if (bytes(value) > 15) {
            errors.add(maxLength(15));
        }
        boolean legal = !value.isEmpty();
        boolean letter = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            legal &= isLowerAlnum(c) || c == '-';
            letter |= c >= 'a' && c <= 'z';
        }
        if (!legal) {
            errors.add("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
        }
        if (!letter) {
            errors.add("must contain at least one letter (a-z)");
        }
        if (value.contains("--")) {
            errors.add("must not contain consecutive hyphens");
        }
        if (!value.isEmpty() && (value.startsWith("-") || value.endsWith("-"))) {
            errors.add("must not begin or end with a hyphen");
        }
        return errors;
    }

    public static List<String> portNumber(int port) {
        return port >= 1 && port <= 65535 ? List.of() : List.of("must be between 1 and 65535, inclusive");
    }

    /** A percentage such as {@code 25%}. */
    public static List<String> percent(String value) {
        return value.matches("[0-9]+%")
                ? List.of()
                : List.of(regex(
                        "a valid percent string must be a numeric string followed by an ending '%'",
                        "[0-9]+%", "1%", "93%"));
    }
}

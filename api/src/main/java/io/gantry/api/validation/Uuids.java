package io.gantry.api.validation;

import java.util.Locale;
import java.util.regex.Pattern;

/** UUIDs, of which only the common form with small letters is right; the others that Go knows have a sentence of their own. */
final class Uuids {
    private static final Pattern COMMON = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern DIGITS = Pattern.compile("(?i)[0-9a-f]{32}");
    private static final String PREFIX = "urn:uuid:";

    private Uuids() {}

    static void check(String uid, FieldPath path, FieldErrors errors) {
        String wrong = wrong(uid);
        if (!wrong.isEmpty()) {
            errors.invalid(path, uid, "error validating uid: " + wrong);
        } else if (uid.length() != 36 || !uid.equals(uid.toLowerCase(Locale.ROOT))) {
            errors.invalid(
                    path,
                    uid,
                    "uid must be in RFC 4122 normalized form, `xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx` with lowercase"
                            + " hexadecimal characters");
        }
    }

    /** Empty when it is a UUID in any form. */
    private static String wrong(String uid) {
        String form = "invalid UUID format";
        int length = MetadataRules.utf8Length(uid);
        return switch (length) {
            case 36 -> COMMON.matcher(uid).matches() ? "" : form;
            case 32 -> DIGITS.matcher(uid).matches() ? "" : form;
            case 38 ->
                !uid.startsWith("{") || !uid.endsWith("}")
                        ? "invalid bracketed UUID format"
                        : COMMON.matcher(uid.substring(1, uid.length() - 1)).matches() ? "" : form;
            case 45 ->
                !uid.regionMatches(true, 0, PREFIX, 0, PREFIX.length())
                        ? "invalid urn prefix: "
                                + FieldError.quote(uid.substring(0, Math.min(PREFIX.length(), uid.length())))
                        : COMMON.matcher(uid.substring(PREFIX.length())).matches() ? "" : form;
            default -> "invalid UUID length: " + length;
        };
    }
}

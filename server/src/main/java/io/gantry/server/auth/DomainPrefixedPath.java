package io.gantry.server.auth;

import io.gantry.api.names.Names;
import io.gantry.api.validation.FieldErrors;
import io.gantry.api.validation.FieldPath;
import java.util.regex.Pattern;

/** Names such as {@code acme.io/foo}, whose first part says whose they are. Pure. */
public final class DomainPrefixedPath {
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+");

    private DomainPrefixedPath() {}

    /** Adds what is wrong, in Kubernetes' words. */
    public static void check(String text, FieldPath path, FieldErrors errors) {
        int slash = text.indexOf('/');
        if (text.isEmpty()) {
            errors.required(path, "");
        } else if (slash <= 0 || slash == text.length() - 1) {
            errors.invalid(path, text, "must be a domain-prefixed path (such as \"acme.io/foo\")");
        } else {
            String domain = text.substring(0, slash);
            errors.invalid(path, domain, Names.dns1123Subdomain(domain));
            String rest = text.substring(slash + 1);
            if (!PATH.matcher(rest).matches()) {
                errors.invalid(path, rest, "Invalid path (regex used for validation is '" + PATH.pattern() + "')");
            }
        }
    }
}

package io.gantry.server.auth;

import io.gantry.api.status.StatusException;
import io.gantry.base.Time;
import io.gantry.server.edge.ClientChains;
import io.gantry.server.edge.Exchange;
import io.gantry.server.edge.Headers;
import io.gantry.server.request.Authenticator;
import io.gantry.server.request.UserInfo;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Believes the headers by which a proxy names its user, if the proxy's client certificate is signed by the proxies'
 * authority; asks the next authenticator otherwise. Whether a certificate is a proxy's is remembered for a while: the edge
 * shows the same object for all requests of a connection. Bounded; thread-safe.
 */
public final class RequestHeaderAuthenticator implements Authenticator {
    private static final int SLOTS = 64;
    private static final Duration VERDICT_STANDS = Duration.ofSeconds(10);

    private record Verdict(X509Certificate certificate, Instant until, boolean trusted) {}

    private final RequestHeaderOptions options;
    private final Time time;
    private final Authenticator next;
    private final AtomicReferenceArray<@Nullable Verdict> verdicts = new AtomicReferenceArray<>(SLOTS);

    public RequestHeaderAuthenticator(RequestHeaderOptions options, Time time, Authenticator next) {
        this.options = options;
        this.time = time;
        this.next = next;
    }

    @Override
    public UserInfo authenticate(Exchange exchange, BiConsumer<String, String> notes) {
        List<X509Certificate> chain = exchange.presentedCertificates();
        String name = chain.isEmpty() ? "" : first(exchange.headers(), options.usernameHeaders());
        return name.isEmpty() || !trusted(chain) ? next.authenticate(exchange, notes) : user(name, exchange.headers());
    }

    @SuppressWarnings("ReferenceEquality") // the same object is the same certificate; comparing their bytes costs more
    private boolean trusted(List<X509Certificate> chain) {
        X509Certificate leaf = chain.getFirst();
        int slot = System.identityHashCode(leaf) & (SLOTS - 1);
        Verdict known = verdicts.get(slot);
        Instant now = time.now();
        if (known == null || known.certificate() != leaf || !now.isBefore(known.until())) {
            known = new Verdict(leaf, now.plus(VERDICT_STANDS), judge(chain, now));
            verdicts.set(slot, known);
        }
        return known.trusted();
    }

    private boolean judge(List<X509Certificate> chain, Instant now) {
        if (ClientChains.problem(chain, options.authorities(), now) != null) {
            return false;
        }
        try {
            return options.allowedNames().isEmpty()
                    || options.allowedNames()
                            .contains(CertificateUser.of(chain.getFirst()).name());
        } catch (StatusException e) {
            return false; // it has no name, and so none of the allowed ones
        }
    }

    private UserInfo user(String name, Headers headers) {
        List<String> groups = new ArrayList<>();
        for (String header : options.groupHeaders()) {
            headers.all(header).stream().filter(group -> !group.isEmpty()).forEach(groups::add);
        }
        Map<String, List<String>> extra = new LinkedHashMap<>();
        headers.forEach((header, value) -> {
            for (String prefix : options.extraHeaderPrefixes()) {
                if (header.regionMatches(true, 0, prefix, 0, prefix.length())) {
                    String key = header.substring(prefix.length()).toLowerCase(Locale.ROOT);
                    extra.computeIfAbsent(Headers.unescapeKey(key), absent -> new ArrayList<>())
                            .add(value);
                }
            }
        });
        return RequestAuthenticator.withAuthenticated(
                new UserInfo(name, first(headers, options.uidHeaders()), groups, extra));
    }

    private static String first(Headers headers, List<String> names) {
        for (String name : names) {
            String value = headers.first(name);
            if (value != null && !value.isEmpty()) {
                return value;
            }
        }
        return "";
    }
}

package io.gantry.server.auth.jwt;

import io.gantry.base.Cancellable;
import io.gantry.base.Time;
import io.gantry.server.auth.ExpiringCache;
import io.gantry.server.auth.LimitedLog;
import io.gantry.server.auth.TokenDigest;
import io.gantry.server.config.FileWatch;
import io.gantry.server.request.UserInfo;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Knows whom the tokens of the configured issuers stand for. Each issuer is asked for its keys at the start, in the
 * background, until it answers, so that one that runs in the cluster itself may come later. When the file changes, what it
 * says takes over once all its issuers have answered. Thread-safe.
 */
public final class JwtTokens implements Cancellable {
    private static final System.Logger LOG = System.getLogger(JwtTokens.class.getName());

    private static final Duration PAUSE = Duration.ofSeconds(10);
    /** What is checked under the old configuration may end under it. */
    private static final Duration GRACE = Duration.ofMinutes(1);
    /** As long as Kubernetes' token cache; a signature costs about as much as the rest of a small request. */
    private static final Duration REMEMBERED_FOR = Duration.ofSeconds(10);

    private static final int REMEMBERED = 4096;

    /** The issuers of one configuration, and the users that were found under it. */
    private record Generation(Map<String, JwtIssuer> issuers, ExpiringCache<UserInfo> cache) {
        void close() {
            issuers.values().forEach(JwtIssuer::close);
        }
    }

    private final Time time;
    private final LimitedLog refusals;
    private volatile Generation current;
    private volatile boolean closed;
    private volatile JwtOptions options;
    private @Nullable FileWatch watch;

    private JwtTokens(JwtOptions options, Time time) {
        this.options = options;
        this.time = time;
        this.refusals = new LimitedLog(LOG, time);
        this.current = generation(options);
    }

    public static JwtTokens start(JwtOptions options, Time time) {
        JwtTokens tokens = new JwtTokens(options, time);
        tokens.current.issuers().values().forEach(issuer -> tokens.readKeys(issuer, Duration.ZERO));
        JwtOptions.Source source = options.source();
        if (source != null) {
            tokens.watch = FileWatch.start(source.file(), source.content(), tokens::change, time);
        }
        return tokens;
    }

    private Generation generation(JwtOptions of) {
        Map<String, JwtIssuer> issuers = new LinkedHashMap<>();
        for (TrustedIssuer trusted : of.issuers()) {
            String authority = trusted.issuer().certificateAuthority();
            IssuerDocuments documents = of.connector().trusting(authority.isEmpty() ? null : authority);
            issuers.put(trusted.issuer().url(), new JwtIssuer(trusted, of.algorithms(), documents, time));
        }
        return new Generation(Map.copyOf(issuers), new ExpiringCache<>(time, REMEMBERED));
    }

    private void readKeys(JwtIssuer issuer, Duration after) {
        time.schedule(after, () -> {
            if (closed) {
                return;
            }
            try {
                issuer.readKeys();
            } catch (IOException e) {
                LOG.log(Level.ERROR, () -> "the keys of issuer " + issuer.url() + " cannot be read: " + e.getMessage());
                readKeys(issuer, PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** @throws IOException when one of the issuers does not answer: it is tried again */
    private void change(byte[] content) throws IOException {
        JwtOptions changed = options.changed(content);
        Generation next = generation(changed);
        List<String> silent = new ArrayList<>();
        for (JwtIssuer issuer : next.issuers().values()) {
            try {
                issuer.readKeys();
            } catch (IOException e) {
                silent.add(issuer.url() + ": " + e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                silent.add(issuer.url() + ": interrupted");
            }
        }
        if (!silent.isEmpty()) {
            next.close();
            throw new IOException("the keys of issuers cannot be read: " + String.join("; ", silent));
        }
        Generation before = current;
        options = changed;
        current = next;
        time.schedule(GRACE, before::close);
    }

    /** Empty for a token that is somebody else's, or no good. */
    public Optional<UserInfo> find(String token) {
        Generation generation = current;
        String digest = TokenDigest.of(token, List.of());
        UserInfo known = generation.cache().get(digest);
        if (known != null) {
            return Optional.of(known);
        }
        String name = IdTokenVerifier.untrustedIssuer(token);
        JwtIssuer issuer = name == null ? null : generation.issuers().get(name);
        if (issuer == null) {
            return Optional.empty();
        }
        try {
            JwtIssuer.Accepted accepted = issuer.accept(token);
            Duration left = Duration.between(time.now(), accepted.expiresAt());
            Duration stands = left.compareTo(REMEMBERED_FOR) < 0 ? left : REMEMBERED_FOR;
            if (stands.isPositive()) {
                generation.cache().put(digest, accepted.user(), stands);
            }
            return Optional.of(accepted.user());
        } catch (TokenRefusal e) {
            refusals.log(Level.WARNING, () -> "a token of issuer " + issuer.url() + " was refused: " + e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        closed = true;
        if (watch != null) {
            watch.close();
        }
        current.close();
    }
}

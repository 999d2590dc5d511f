package io.gantry.server.auth.jwt;

import io.gantry.api.codec.DecodeException;
import io.gantry.api.codec.Tree;
import io.gantry.base.Time;
import io.gantry.server.auth.jwt.AuthenticationConfiguration.Issuer;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Finds an issuer's keys by OpenID Connect Discovery and keeps them. They are read again for a token that none of them
 * signed, but not more than once in ten seconds, whoever sends what; and when they are an hour old, so that a key that the
 * issuer has taken back is not trusted much longer. Those that are known stay good while the issuer cannot be asked, as in
 * Kubernetes. Thread-safe; one reader at a time, and others who need it wait for its result.
 */
final class IssuerKeys {
    private static final System.Logger LOG = System.getLogger(IssuerKeys.class.getName());

    private static final String WELL_KNOWN = "/.well-known/openid-configuration";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration FRESH = Duration.ofHours(1);

    private record Known(SigningKeys keys, long sinceNanos) {}

    private final Issuer issuer;
    private final IssuerDocuments documents;
    private final Time time;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Known known;
    private @Nullable CompletableFuture<SigningKeys> reading;
    private @Nullable Long lastReadNanos;

    IssuerKeys(Issuer issuer, IssuerDocuments documents, Time time) {
        this.issuer = issuer;
        this.documents = documents;
        this.time = time;
    }

    /** @throws TokenRefusal when none are known, nor to be had now */
    SigningKeys keys() throws TokenRefusal {
        Known kept = known;
        if (kept == null) {
            SigningKeys found = newer();
            if (found == null) {
                throw new TokenRefusal(
                        "authenticator not initialized: the keys of issuer " + issuer.url() + " could not be read");
            }
            return found;
        }
        if (time.nanoTime() - kept.sinceNanos() > FRESH.toNanos() && mayRead(false)) {
            time.schedule(Duration.ZERO, this::refresh);
        }
        return kept.keys();
    }

    /** What the issuer publishes now; null when it cannot be asked, or was a moment ago. */
    @Nullable
    SigningKeys newer() {
        if (!mayRead(true)) {
            return null;
        }
        try {
            return read();
        } catch (IOException e) {
            LOG.log(Level.WARNING, () -> "the keys of issuer " + issuer.url() + " cannot be read: " + e.getMessage());
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private void refresh() {
        newer();
    }

    /** @param elseWait whether to wait for somebody who reads already will do as well */
    private boolean mayRead(boolean elseWait) {
        lock.lock();
        try {
            if (reading != null) {
                return elseWait;
            }
            Long last = lastReadNanos;
            return last == null || time.nanoTime() - last >= PAUSE.toNanos();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Asks the issuer, or waits for who does already.
     *
     * @throws IOException when it does not answer, or with something else; the message says what
     */
    SigningKeys read() throws IOException, InterruptedException {
        CompletableFuture<SigningKeys> mine = new CompletableFuture<>();
        CompletableFuture<SigningKeys> others;
        lock.lock();
        try {
            others = reading;
            if (others == null) {
                reading = mine;
                lastReadNanos = time.nanoTime();
            }
        } finally {
            lock.unlock();
        }
        return others == null ? read(mine) : await(others);
    }

    private SigningKeys read(CompletableFuture<SigningKeys> result) throws IOException, InterruptedException {
        try {
            SigningKeys keys = ask();
            known = new Known(keys, time.nanoTime());
            result.complete(keys);
            return keys;
        } finally {
            result.completeExceptionally(new IOException("it could not be asked")); // nothing, once it is complete
            lock.lock();
            try {
                reading = null;
            } finally {
                lock.unlock();
            }
        }
    }

    private static SigningKeys await(CompletableFuture<SigningKeys> others) throws IOException, InterruptedException {
        try {
            return others.get(2 * TIMEOUT.toMillis(), TimeUnit.MILLISECONDS); // two documents
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("it could not be asked", e);
        }
    }

    private SigningKeys ask() throws IOException, InterruptedException {
        String base = issuer.url().endsWith("/")
                ? issuer.url().substring(0, issuer.url().length() - 1)
                : issuer.url();
        URI place = uri(issuer.discoveryUrl().isEmpty() ? base + WELL_KNOWN : issuer.discoveryUrl());
        Map<String, Object> description;
        try {
            description = Tree.object(Tree.parseJson(documents.get(place, TIMEOUT)));
        } catch (DecodeException e) {
            throw new IOException(place + " is no JSON object", e);
        }
        if (!issuer.url().equals(description.get("issuer"))) {
            throw new IOException("issuer did not match the issuer returned by provider, expected \"" + issuer.url()
                    + "\" got \"" + description.get("issuer") + "\"");
        }
        if (!(description.get("jwks_uri") instanceof String keysAt) || keysAt.isEmpty()) {
            throw new IOException(place + " has no jwks_uri");
        }
        return SigningKeys.parse(documents.get(uri(keysAt), TIMEOUT));
    }

    private static URI uri(String text) throws IOException {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IOException("\"" + text + "\" is no URL", e);
        }
    }
}

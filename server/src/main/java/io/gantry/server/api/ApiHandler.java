package io.gantry.server.api;

import io.gantry.api.status.StatusException;
import io.gantry.server.auth.Refusal;
import io.gantry.server.edge.EdgeException;
import io.gantry.server.edge.Exchange;
import io.gantry.server.edge.Handler;
import io.gantry.server.edge.Query;
import io.gantry.server.request.Attributes;
import io.gantry.server.request.Authenticator;
import io.gantry.server.request.Authorizer;
import io.gantry.server.request.Decision;
import io.gantry.server.request.RequestInfo;
import io.gantry.server.request.RequestScope;
import io.gantry.server.request.UserInfo;
import io.gantry.store.StoreException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.HexFormat;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Every request's way: who is it, may they, then the answer; and what goes wrong becomes a {@code Status}. Thread-safe.
 */
public final class ApiHandler implements Handler {
    private static final System.Logger LOG = System.getLogger(ApiHandler.class.getName());
    /** Names a request in answers and logs, for the time of the request. */
    private static final ScopedValue<String> AUDIT_ID = ScopedValue.newInstance();

    private static final int MAX_AUDIT_ID_LENGTH = 64;

    private final Authenticator authenticator;
    private final Authorizer authorizer;
    private final StaticPaths paths;
    private final ResourceHandler resources;
    private final Replies replies;
    private final Semaphore inFlight;
    private final AtomicBoolean draining = new AtomicBoolean();

    /** @param maxInFlight requests served at once, without watches and other long ones; more get 429 */
    ApiHandler(
            Authenticator authenticator,
            Authorizer authorizer,
            StaticPaths paths,
            ResourceHandler resources,
            Replies replies,
            int maxInFlight) {
        this.authenticator = authenticator;
        this.authorizer = authorizer;
        this.paths = paths;
        this.resources = resources;
        this.replies = replies;
        this.inFlight = new Semaphore(maxInFlight);
    }

    static String auditId() {
        return AUDIT_ID.isBound() ? AUDIT_ID.get() : "";
    }

    /** From now on the server says that it is not ready, so that clients go elsewhere. */
    void drain() {
        draining.set(true);
    }

    boolean isDraining() {
        return draining.get();
    }

    @Override
    public void handle(Exchange exchange) throws Exception {
        ScopedValue.where(AUDIT_ID, auditIdOf(exchange)).call(() -> {
            try {
                authenticated(exchange);
            } catch (StatusException e) {
                refuse(exchange, e);
            } catch (EdgeException e) {
                refuse(exchange, StatusException.of(e.status(), reason(e.status()), String.valueOf(e.getMessage())));
            } catch (StoreException e) {
                LOG.log(Level.WARNING, "The store refused " + exchange.method() + " " + exchange.rawPath(), e);
                refuse(exchange, StatusException.unavailable(String.valueOf(e.getMessage())));
            } catch (IOException e) {
                throw e; // the client is gone
            } catch (RuntimeException | StackOverflowError e) {
                LOG.log(Level.ERROR, "Request " + auditId() + " " + exchange.method() + " " + exchange.rawPath(), e);
                refuse(exchange, StatusException.internal(String.valueOf(e.getMessage()), e));
            }
            return null;
        });
    }

    private void authenticated(Exchange exchange) throws IOException {
        UserInfo user = authenticator.authenticate(exchange);
        user = Impersonation.apply(exchange, user, authorizer);
        RequestScope scope = new RequestScope(user);
        try {
            ScopedValue.where(RequestScope.CURRENT, scope).call(() -> {
                authorized(exchange, scope.user());
                return null;
            });
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a handler threw a checked exception that it does not declare", e);
        }
    }

    private void authorized(Exchange exchange, UserInfo user) throws IOException {
        Query query = exchange.query();
        RequestInfo info = RequestInfo.of(
                exchange.method(), exchange.rawPath(), exchange.segments(), Options.flag(query, "watch"));
        String fieldSelector = Options.text(query, "fieldSelector");
        Attributes attributes = Attributes.of(user, info, nameIn(fieldSelector), fieldSelector);
        Decision decision = authorizer.authorize(attributes);
        if (!decision.allowed()) {
            throw Refusal.of(attributes, decision);
        }
        if (!info.resourceRequest()) {
            if (!paths.serve(exchange, info.path())) {
                throw StatusException.noSuchPath();
            }
            return;
        }
        if (ResourceHandler.isLong(info, query)) {
            resources.handle(exchange, query, info);
            return;
        }
        if (!inFlight.tryAcquire()) {
            throw StatusException.tooManyRequests("too many requests, please try again later", 1);
        }
        try {
            resources.handle(exchange, query, info);
        } finally {
            inFlight.release();
        }
    }

    /** {@code metadata.name=x} in a field selector: the request is about that one object, and may be allowed for it. */
    private static String nameIn(String fieldSelector) {
        for (String part : fieldSelector.split(",", -1)) {
            String term = part.strip();
            for (String prefix : new String[] {"metadata.name==", "metadata.name="}) {
                if (term.startsWith(prefix)) {
                    return term.substring(prefix.length());
                }
            }
        }
        return "";
    }

    private void refuse(Exchange exchange, StatusException error) throws IOException {
        if (exchange.responded()) {
            throw new IOException("the answer had begun when the request failed: " + error.getMessage(), error);
        }
        replies.refuse(exchange, error);
    }

    private static String auditIdOf(Exchange exchange) {
        String given = exchange.headers().first("audit-id");
        if (given != null && !given.isEmpty() && given.length() <= MAX_AUDIT_ID_LENGTH && printable(given)) {
            return given;
        }
        // Unique enough to find a request in a log; nothing is decided by it.
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    private static boolean printable(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    private static @Nullable String reasonOrNull(int code) {
        return switch (code) {
            case 400 -> "BadRequest";
            case 405 -> "MethodNotAllowed";
            case 413 -> "RequestEntityTooLarge";
            case 415 -> "UnsupportedMediaType";
            default -> null;
        };
    }

    private static String reason(int code) {
        String reason = reasonOrNull(code);
        return reason == null ? "" : reason;
    }
}

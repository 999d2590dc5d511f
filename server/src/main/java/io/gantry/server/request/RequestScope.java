package io.gantry.server.request;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What accompanies a request through the registry without being part of its arguments: who asks, the warnings that the
 * answer will carry, and what admission notes for the audit. Bound to {@link #CURRENT} for the time of one request.
 *
 * <p>Thread-safe. Without a binding, code runs as the API server itself and warnings are dropped.
 */
public final class RequestScope {
    public static final ScopedValue<RequestScope> CURRENT = ScopedValue.newInstance();

    /** Characters of warnings that an answer may carry in total; Kubernetes has the same limit. */
    private static final int WARNING_LIMIT = 4096;

    private final UserInfo user;
    private final @Nullable RequestTrace trace;
    private final @Nullable RequestWitness witness;
    private final boolean timed;
    private final String verb;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, String> annotations = new LinkedHashMap<>();
    private int warningLength;

    public RequestScope(UserInfo user) {
        this(user, null, null, false, "");
    }

    /**
     * @param trace where its time is noted; null when nobody wants to know
     * @param witness is shown what is sent and answered; null when nobody wants to know
     * @param timed whether the request's thread is interrupted when its time is over, and nobody waits for more from it
     * @param verb as authorizers know the request by; empty when nobody asked them
     */
    public RequestScope(
            UserInfo user, @Nullable RequestTrace trace, @Nullable RequestWitness witness, boolean timed, String verb) {
        this.timed = timed;
        this.verb = verb;
        this.user = user;
        this.trace = trace;
        this.witness = witness;
    }

    public UserInfo user() {
        return user;
    }

    /** The user of the running request; the API server itself outside of one. */
    public static UserInfo currentUser() {
        return CURRENT.isBound() ? CURRENT.get().user() : UserInfo.API_SERVER;
    }

    /** As authorizers know the running request by; empty outside of one. */
    public static String currentVerb() {
        return CURRENT.isBound() ? CURRENT.get().verb : "";
    }

    /** Whether the running request ends with an interrupt, also while it waits for the store. */
    public static boolean currentTimed() {
        return CURRENT.isBound() && CURRENT.get().timed;
    }

    /** The running request's trace; null outside of one, and for one that has none. */
    public static @Nullable RequestTrace currentTrace() {
        return CURRENT.isBound() ? CURRENT.get().trace : null;
    }

    /** Who is shown what the running request sends and is answered; null for nobody. */
    public static @Nullable RequestWitness currentWitness() {
        return CURRENT.isBound() ? CURRENT.get().witness : null;
    }

    /** Adds a warning to the running request's answer, once, within the limit. */
    public static void warn(String text) {
        if (CURRENT.isBound()) {
            CURRENT.get().addWarning(text);
        }
    }

    public void addWarning(String text) {
        lock.lock();
        try {
            if (!warnings.contains(text) && warningLength + text.length() <= WARNING_LIMIT) {
                warnings.add(text);
                warningLength += text.length();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Notes something for the audit of the running request; the first note of a key stays, as in Kubernetes. */
    public static void annotate(String key, String value) {
        if (CURRENT.isBound()) {
            RequestScope scope = CURRENT.get();
            scope.lock.lock();
            try {
                scope.annotations.putIfAbsent(key, value);
            } finally {
                scope.lock.unlock();
            }
        }
    }

    /** What was noted for the audit so far. */
    public Map<String, String> annotations() {
        lock.lock();
        try {
            return Map.copyOf(annotations);
        } finally {
            lock.unlock();
        }
    }

    /** The warnings so far, in the order in which they came. */
    public List<String> warnings() {
        lock.lock();
        try {
            return List.copyOf(warnings);
        } finally {
            lock.unlock();
        }
    }
}

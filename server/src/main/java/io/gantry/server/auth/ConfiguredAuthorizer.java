package io.gantry.server.auth;

import io.gantry.api.codec.DecodeException;
import io.gantry.base.Cancellable;
import io.gantry.base.Time;
import io.gantry.server.auth.node.NodeAuthorizer;
import io.gantry.server.config.FileWatch;
import io.gantry.server.request.Attributes;
import io.gantry.server.request.Authorizer;
import io.gantry.server.request.Decision;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks whom {@link AuthorizationOptions} name, and when those are of a file that changes, whom it names then. A request is
 * decided under one state of the file. Thread-safe.
 */
public final class ConfiguredAuthorizer implements Authorizer, Cancellable {
    /** What is asked under the old configuration may be answered. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    private record State(AuthorizationOptions options, Authorizer chain) {}

    private final Supplier<NodeAuthorizer> nodes;
    private final Authorizer rbac;
    private final Time time;
    private volatile State current;
    private @Nullable FileWatch watch;

    private ConfiguredAuthorizer(
            AuthorizationOptions options, Supplier<NodeAuthorizer> nodes, Authorizer rbac, Time time) {
        this.nodes = nodes;
        this.rbac = rbac;
        this.time = time;
        this.current = state(options);
    }

    public static ConfiguredAuthorizer start(
            AuthorizationOptions options, Supplier<NodeAuthorizer> nodes, Authorizer rbac, Time time) {
        ConfiguredAuthorizer authorizer = new ConfiguredAuthorizer(options, nodes, rbac, time);
        AuthorizationFile file = options.file();
        if (file != null) {
            authorizer.watch =
                    FileWatch.start(file.path(), file.content(), content -> authorizer.change(file, content), time);
        }
        return authorizer;
    }

    private State state(AuthorizationOptions options) {
        return new State(options, Authorizers.of(options, nodes, rbac, time));
    }

    private void change(AuthorizationFile file, byte[] content) throws IOException {
        AuthorizationOptions options = file.read(content);
        if (options.has(AuthorizationMode.ALWAYS_ALLOW) && !current.options().has(AuthorizationMode.ALWAYS_ALLOW)) {
            options.close();
            throw new DecodeException(
                    "authorizer type AlwaysAllow is not allowed if it was not enabled at initial server"
                            + " startup: anonymous requests are let in");
        }
        AuthorizationOptions before = current.options();
        current = state(options);
        time.schedule(GRACE, before::close);
    }

    /** Whether those of a mode are asked, now. */
    boolean asks(AuthorizationMode mode) {
        return current.options().has(mode);
    }

    @Override
    public Decision authorize(Attributes request) {
        return current.chain().authorize(request);
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
        current.options().close();
    }
}

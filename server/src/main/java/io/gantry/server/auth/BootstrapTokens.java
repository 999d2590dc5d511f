package io.gantry.server.auth;

import io.gantry.api.bootstraptoken.BootstrapTokenSecret;
import io.gantry.api.core.v1.Secret;
import io.gantry.base.Time;
import io.gantry.client.Reader;
import io.gantry.server.request.UserInfo;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The tokens {@code ID.SECRET} by which new nodes introduce themselves, kept as {@link BootstrapTokenSecret}s. One is good
 * as long as its secret says so: there is nothing to reload. Thread-safe.
 */
final class BootstrapTokens {
    private static final System.Logger LOG = System.getLogger(BootstrapTokens.class.getName());
    private static final Pattern TOKEN = Pattern.compile("([a-z0-9]{6})\\.([a-z0-9]{16})");
    private static final Pattern GROUP = Pattern.compile("system:bootstrappers:[a-z0-9:-]{0,255}[a-z0-9]");
    private static final String EVERY_GROUP = "system:bootstrappers";

    private final Reader<Secret> secrets;
    private final Time time;

    BootstrapTokens(Reader<Secret> secrets, Time time) {
        this.secrets = secrets;
        this.time = time;
    }

    Optional<UserInfo> find(String token) {
        var parts = TOKEN.matcher(token);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String id = parts.group(1);
        Secret secret = secrets.get(BootstrapTokenSecret.NAMESPACE, BootstrapTokenSecret.NAME_PREFIX + id);
        if (secret == null || !good(secret, id, parts.group(2))) {
            return Optional.empty();
        }
        TreeSet<String> groups = new TreeSet<>();
        groups.add(EVERY_GROUP);
        String more = BootstrapTokenSecret.text(secret, BootstrapTokenSecret.EXTRA_GROUPS);
        for (String group : more.isEmpty() ? new String[0] : more.split(",", -1)) {
            if (!GROUP.matcher(group).matches()) {
                LOG.log(Level.WARNING, "secret {0}: \"{1}\" is no group of bootstrappers", secret.name(), group);
                return Optional.empty();
            }
            groups.add(group);
        }
        return Optional.of(new UserInfo("system:bootstrap:" + id, "", List.copyOf(groups), Map.of()));
    }

    private boolean good(Secret secret, String id, String word) {
        Instant end = BootstrapTokenSecret.expiration(secret);
        return secret.metadata().deletionTimestamp() == null
                && BootstrapTokenSecret.TYPE.equals(secret.type())
                && same(BootstrapTokenSecret.text(secret, BootstrapTokenSecret.SECRET), word)
                && BootstrapTokenSecret.text(secret, BootstrapTokenSecret.ID).equals(id)
                && (end == null || end.isAfter(time.now()))
                && BootstrapTokenSecret.text(secret, BootstrapTokenSecret.FOR_AUTHENTICATION)
                        .equals("true");
    }

    /** Takes as long however many characters are right, so that nobody learns the secret by the clock. */
    private static boolean same(String kept, String given) {
        return MessageDigest.isEqual(kept.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}

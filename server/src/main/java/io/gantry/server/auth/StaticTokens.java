package io.gantry.server.auth;

import io.gantry.server.request.UserInfo;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tokens of {@code --token-auth-file}: lines of token, user name, user uid and, in quotes, groups. Read once; as in
 * Kubernetes, a change takes effect with the next start. Immutable.
 */
public final class StaticTokens {
    private static final System.Logger LOG = System.getLogger(StaticTokens.class.getName());

    private final Map<String, UserInfo> users;

    private StaticTokens(Map<String, UserInfo> users) {
        this.users = Map.copyOf(users);
    }

    /** @throws IOException when the file cannot be read, or is not of that form; the message says what is wrong */
    public static StaticTokens read(Path file) throws IOException {
        Map<String, UserInfo> users = new HashMap<>();
        int number = 0;
        for (List<String> record : Csv.records(Files.readString(file))) {
            number++;
            if (record.size() < 3) {
                throw new IOException("token file '" + file
                        + "' must have at least 3 columns (token, user name, user uid), found " + record.size());
            }
            String token = record.getFirst();
            if (token.isEmpty()) {
                LOG.log(Level.WARNING, "empty token has been found in token file ''{0}'', record {1}", file, number);
                continue;
            }
            List<String> groups = record.size() > 3 ? List.of(record.get(3).split(",", -1)) : List.of();
            if (users.put(token, new UserInfo(record.get(1), record.get(2), groups, Map.of())) != null) {
                LOG.log(
                        Level.WARNING,
                        "duplicate token has been found in token file ''{0}'', record {1}",
                        file,
                        number);
            }
        }
        return new StaticTokens(users);
    }

    Optional<UserInfo> find(String token) {
        return Optional.ofNullable(users.get(token));
    }
}

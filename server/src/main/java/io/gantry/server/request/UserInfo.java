package io.gantry.server.request;

import io.gantry.api.types.StringMap;
import java.util.List;
import java.util.Map;

/**
 * Who makes a request, as an authenticator found out.
 *
 * @param uid empty when the authenticator knows none
 * @param extra what else the authenticator knows, for authorizers and webhooks
 */
public record UserInfo(String name, String uid, List<String> groups, Map<String, List<String>> extra) {
    public static final String AUTHENTICATED = "system:authenticated";
    public static final String UNAUTHENTICATED = "system:unauthenticated";
    public static final String MASTERS = "system:masters";

    /** A request that carries no credentials. */
    public static final UserInfo ANONYMOUS = of("system:anonymous", UNAUTHENTICATED);

    /** The API server itself, and what runs inside of it. */
    public static final UserInfo API_SERVER = of("system:apiserver", MASTERS, AUTHENTICATED);

    public UserInfo {
        groups = List.copyOf(groups);
        extra = StringMap.copyOf(extra);
    }

    public static UserInfo of(String name, String... groups) {
        return new UserInfo(name, "", List.of(groups), Map.of());
    }

    /** A service account's identity, without the claims of a particular token. */
    public static UserInfo serviceAccount(String namespace, String name, String uid) {
        return new UserInfo(
                "system:serviceaccount:" + namespace + ":" + name,
                uid,
                List.of("system:serviceaccounts", "system:serviceaccounts:" + namespace, AUTHENTICATED),
                Map.of());
    }

    public boolean inGroup(String group) {
        return groups.contains(group);
    }
}

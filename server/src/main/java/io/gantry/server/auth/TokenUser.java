package io.gantry.server.auth;

import io.gantry.server.request.UserInfo;
import java.util.List;
import java.util.Map;

/**
 * Whom a token stands for.
 *
 * @param audiences those among the wanted ones that the token is meant for
 * @param use what is counted of the token's use
 * @param notes for the audit of the request that was made with it
 */
public record TokenUser(UserInfo user, List<String> audiences, Use use, Map<String, String> notes) {
    /** Uses of tokens that are counted. */
    public enum Use {
        /** Of a token that nothing is counted of. */
        PLAIN,
        /** Of a pod's token that holds for longer than it says, while it would hold anyway. */
        VALID,
        /** Of such a token when it holds for this reason only: its holder should have read a new one. */
        STALE,
        /** Of a token from a Secret that somebody made. */
        MANUAL_SECRET,
        /** Of a token from a Secret that its account lists, as Kubernetes once made them. */
        AUTOMATIC_SECRET
    }

    public TokenUser {
        audiences = List.copyOf(audiences);
        notes = Map.copyOf(notes);
    }

    public TokenUser(UserInfo user, List<String> audiences) {
        this(user, audiences, Use.PLAIN, Map.of());
    }
}

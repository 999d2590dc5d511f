package io.gantry.server.auth;

import io.gantry.server.request.UserInfo;
import java.util.List;

/**
 * Whom a token stands for.
 *
 * @param audiences those among the wanted ones that the token is meant for
 */
public record TokenUser(UserInfo user, List<String> audiences) {
    public TokenUser {
        audiences = List.copyOf(audiences);
    }
}

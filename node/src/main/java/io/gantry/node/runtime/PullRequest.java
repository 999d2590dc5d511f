package io.gantry.node.runtime;

import org.jspecify.annotations.Nullable;

/**
 * An image to fetch.
 *
 * @param auth {@code null} to ask as anybody
 */
public record PullRequest(String image, @Nullable Auth auth) {
    /**
     * Credentials for a registry; the unused ones are empty.
     *
     * @param identityToken exchanged for an access token
     * @param registryToken sent as it is
     */
    public record Auth(
            String username, String password, String serverAddress, String identityToken, String registryToken) {
        public static Auth basic(String username, String password) {
            return new Auth(username, password, "", "", "");
        }

        /** Without secrets, so that it may be logged. */
        @Override
        public String toString() {
            return "Auth[username=" + username + ", serverAddress=" + serverAddress + "]";
        }
    }

    public static PullRequest of(String image) {
        return new PullRequest(image, null);
    }
}

package io.gantry.server.auth.webhook;

/** The versions in which reviews are sent. */
final class WebhookVersions {
    static final String BETA = "v1beta1";

    private WebhookVersions() {}

    static void check(String version) {
        if (!version.equals("v1") && !version.equals(BETA)) {
            throw new IllegalArgumentException("version: must be v1 or v1beta1, is \"" + version + "\"");
        }
    }
}

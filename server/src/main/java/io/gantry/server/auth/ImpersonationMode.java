package io.gantry.server.auth;

import io.gantry.api.names.Names;
import io.gantry.server.request.UserInfo;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** As whom somebody may act by rights of its own: the modes of constrained impersonation, in the order they are tried in. */
enum ImpersonationMode {
    /** A service account of a pod, as the node that the pod is on. */
    ASSOCIATED_NODE("associated-node"),
    ARBITRARY_NODE("arbitrary-node"),
    SERVICE_ACCOUNT("serviceaccount"),
    /** Whoever is neither. */
    USER_INFO("user-info");

    static final String ASSOCIATED_VERB = "impersonate:associated-node";

    private static final String NODE = "system:node:";
    private static final String ACCOUNT = "system:serviceaccount:";
    private static final String NODE_NAME = "authentication.kubernetes.io/node-name";
    private static final String ASSOCIATED_KEYS = "authentication.kubernetes.io/associated-node-keys";

    private final String text;

    ImpersonationMode(String text) {
        this.text = text;
    }

    /** As verbs have it. */
    String text() {
        return text;
    }

    boolean applies(UserInfo wanted, UserInfo requestor) {
        String node = node(wanted.name());
        boolean account = serviceAccount(wanted.name()).length > 0;
        boolean nameAlone = wanted.uid().isEmpty()
                && wanted.groups().isEmpty()
                && wanted.extra().isEmpty();
        return switch (this) {
            case ASSOCIATED_NODE ->
                nameAlone
                        && !node.isEmpty()
                        && serviceAccount(requestor.name()).length > 0
                        && List.of(node).equals(requestor.extra().get(NODE_NAME));
            case ARBITRARY_NODE -> nameAlone && !node.isEmpty();
            case SERVICE_ACCOUNT -> nameAlone && account;
            case USER_INFO -> node.isEmpty() && !account;
        };
    }

    /**
     * The user as authorizers are shown it. That a service account is on the node has been found here, and the answer is to be
     * the same on all nodes, so that its extra values are left out, but for their keys.
     */
    UserInfo shown(UserInfo requestor) {
        return this == ASSOCIATED_NODE
                ? new UserInfo(
                        requestor.name(),
                        requestor.uid(),
                        requestor.groups(),
                        Map.of(
                                ASSOCIATED_KEYS,
                                List.copyOf(new TreeSet<>(requestor.extra().keySet()))))
                : requestor;
    }

    /** The node of a user's name; empty when it is no node's. */
    static String node(String user) {
        String name = user.startsWith(NODE) ? user.substring(NODE.length()) : "";
        return name.isEmpty() || !Names.dns1123Subdomain(name).isEmpty() ? "" : name;
    }

    /** Namespace and name of a service account's user name; empty when it is none. */
    static String[] serviceAccount(String user) {
        String[] parts =
                user.startsWith(ACCOUNT) ? user.substring(ACCOUNT.length()).split(":", -1) : new String[0];
        return parts.length == 2
                        && Names.dns1123Label(parts[0]).isEmpty()
                        && Names.dns1123Subdomain(parts[1]).isEmpty()
                ? parts
                : new String[0];
    }
}

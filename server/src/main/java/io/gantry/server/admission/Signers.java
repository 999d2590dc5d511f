package io.gantry.server.admission;

import io.gantry.server.request.Attributes;
import io.gantry.server.request.Authorizer;
import io.gantry.server.request.UserInfo;
import java.util.function.Supplier;

/** Who may act for a signer: whoever has the verb on the signer's name, or on all names of its domain. */
final class Signers {
    private static final String GROUP = "certificates.k8s.io";

    private final Supplier<? extends Authorizer> authorizer;

    Signers(Supplier<? extends Authorizer> authorizer) {
        this.authorizer = authorizer;
    }

    boolean allows(UserInfo user, String verb, String signer) {
        if (authorized(user, verb, signer)) {
            return true;
        }
        int slash = signer.indexOf('/');
        return slash >= 0 && authorized(user, verb, signer.substring(0, slash) + "/*");
    }

    private boolean authorized(UserInfo user, String verb, String name) {
        return authorizer
                .get()
                .authorize(Attributes.resource(user, verb, "", GROUP, "signers", "", name))
                .allowed();
    }
}

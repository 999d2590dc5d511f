package io.gantry.server.admission;

import io.gantry.server.admission.AdmissionRequest.Operation;
import io.gantry.server.request.RequestScope;
import java.util.Set;

/**
 * Says to whoever binds an admission policy that nothing follows from it: this server keeps policies and does not evaluate
 * their expressions. Nobody shall believe to be protected who is not.
 */
final class PolicyNotice implements Admission {
    private static final Set<String> BINDINGS = Set.of("mutatingadmissionpolicybindings");

    @Override
    public void validate(AdmissionRequest request) {
        if (request.operation() != Operation.DELETE
                && request.main()
                && request.kind().group().equals("admissionregistration.k8s.io")
                && BINDINGS.contains(request.kind().plural())) {
            RequestScope.warn("this server does not evaluate admission policies: nothing is checked or changed by "
                    + request.shownName());
        }
    }
}

package io.gantry.server.admission.podsecurity;

import static io.gantry.server.admission.podsecurity.Finding.counted;
import static io.gantry.server.admission.podsecurity.Finding.quoted;
import static io.gantry.server.admission.podsecurity.Finding.setters;

import io.gantry.api.core.v1.PodSecurityContext;
import io.gantry.api.core.v1.SELinuxOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** SELinux: only the types that are made for containers, and neither user nor role. */
final class SelinuxRule {
    static final Set<String> TYPES = Set.of("", "container_t", "container_init_t", "container_kvm_t");
    static final Set<String> TYPES_1_31 =
            Set.of("", "container_t", "container_init_t", "container_kvm_t", "container_engine_t");

    private final Set<String> allowed;
    private final Set<String> types = new TreeSet<>();
    private boolean user;
    private boolean role;

    private SelinuxRule(Set<String> allowed) {
        this.allowed = allowed;
    }

    static @Nullable Finding find(PodView pod, Set<String> allowed) {
        return new SelinuxRule(allowed).find(pod);
    }

    private @Nullable Finding find(PodView pod) {
        PodSecurityContext context = pod.context();
        boolean ofPod = context != null && bad(context.seLinuxOptions());
        List<String> containers = pod.contextsWhere(each -> bad(each.seLinuxOptions()));
        if (!ofPod && containers.isEmpty()) {
            return null;
        }
        List<String> what = new ArrayList<>();
        if (!types.isEmpty()) {
            what.add(counted(types, "type", "types") + " " + quoted(types));
        }
        if (user) {
            what.add("user may not be set");
        }
        if (role) {
            what.add("role may not be set");
        }
        return new Finding(
                "seLinuxOptions",
                setters(ofPod, containers) + " set forbidden securityContext.seLinuxOptions: "
                        + String.join("; ", what));
    }

    private boolean bad(@Nullable SELinuxOptions options) {
        if (options == null) {
            return false;
        }
        String type = options.type() == null ? "" : options.type();
        boolean badType = !allowed.contains(type);
        if (badType) {
            types.add(type);
        }
        boolean hasUser = options.user() != null && !options.user().isEmpty();
        boolean hasRole = options.role() != null && !options.role().isEmpty();
        user |= hasUser;
        role |= hasRole;
        return badType || hasUser || hasRole;
    }
}

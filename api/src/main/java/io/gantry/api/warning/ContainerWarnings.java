package io.gantry.api.warning;

import io.gantry.api.core.v1.AppArmorProfile;
import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.EnvVar;
import io.gantry.api.core.v1.EphemeralContainer;
import io.gantry.api.core.v1.PodSpec;
import io.gantry.api.core.v1.ResourceRequirements;
import io.gantry.api.core.v1.SecurityContext;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.validation.FieldError;
import io.gantry.api.validation.FieldPath;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Containers' part of {@link PodWarnings}, in Kubernetes' order: init containers, containers, ephemeral ones. */
final class ContainerWarnings {
    static final String USE_SECCOMP = ": non-functional in v1.27+; use the \"seccompProfile\" field instead";
    private static final String SECCOMP = "container.seccomp.security.alpha.kubernetes.io/";
    private static final String APPARMOR = "container.apparmor.security.beta.kubernetes.io/";

    private final Map<String, String> annotations;
    private final FieldPath annotationsPath;
    private final boolean template;
    private final boolean windows;
    /** The one of all containers that have none of their own. */
    private final @Nullable AppArmorProfile profile;

    private final List<String> warnings;

    private ContainerWarnings(
            ObjectMeta metadata, PodSpec spec, boolean template, FieldPath path, List<String> warnings) {
        this.annotations = metadata.annotations();
        this.annotationsPath = path.child("metadata").child("annotations");
        this.template = template;
        this.windows = spec.os() != null && spec.os().name().equals("windows");
        this.profile =
                spec.securityContext() == null ? null : spec.securityContext().appArmorProfile();
        this.warnings = warnings;
    }

    static void check(ObjectMeta metadata, PodSpec spec, boolean template, FieldPath path, List<String> warnings) {
        ContainerWarnings check = new ContainerWarnings(metadata, spec, template, path, warnings);
        check.all(spec.initContainers(), path.child("spec").child("initContainers"));
        check.all(spec.containers(), path.child("spec").child("containers"));
        for (int i = 0; i < spec.ephemeralContainers().size(); i++) {
            EphemeralContainer container = spec.ephemeralContainers().get(i);
            FieldPath at = path.child("spec").child("ephemeralContainers").index(i);
            check.one(container.name(), container.securityContext(), container.resources(), container.env(), at);
        }
    }

    private void all(List<Container> containers, FieldPath path) {
        for (int i = 0; i < containers.size(); i++) {
            Container container = containers.get(i);
            one(container.name(), container.securityContext(), container.resources(), container.env(), path.index(i));
        }
    }

    private void one(
            String name,
            @Nullable SecurityContext security,
            @Nullable ResourceRequirements resources,
            List<EnvVar> env,
            FieldPath path) {
        if (!annotations.isEmpty()) {
            if (annotations.containsKey(SECCOMP + name) && (security == null || security.seccompProfile() == null)) {
                warnings.add(annotationsPath.key(SECCOMP + name) + USE_SECCOMP);
            }
            String annotation = annotations.get(APPARMOR + name);
            if (annotation != null
                    && (security == null || security.appArmorProfile() == null)
                    && (template ? profile == null : isNews(annotation))) {
                warnings.add(annotationsPath.key(APPARMOR + name)
                        + ": deprecated since v1.30; use the \"appArmorProfile\" field instead");
            }
        }
        if (resources != null) {
            FieldPath at = path.child("resources");
            Warnings.fractions(resources.limits(), at.child("limits"), warnings);
            Warnings.fractions(resources.requests(), at.child("requests"), warnings);
        }
        if (env.size() > 1) {
            env(env, path.child("env"));
        }
    }

    /** Whether a pod's annotation says what none of its fields say. */
    private boolean isNews(String annotation) {
        return !windows && (profile == null || !profile.equals(profile(annotation)));
    }

    /** What an annotation is as a field; null when it means nothing. */
    private static @Nullable AppArmorProfile profile(String annotation) {
        String localhost = "localhost/";
        return switch (annotation) {
            case "unconfined" -> new AppArmorProfile("Unconfined", null);
            case "runtime/default" -> new AppArmorProfile("RuntimeDefault", null);
            default ->
                annotation.startsWith(localhost)
                        ? new AppArmorProfile("Localhost", annotation.substring(localhost.length()))
                        : null;
        };
    }

    /** A name may come twice when the later value builds on the earlier one. */
    private void env(List<EnvVar> env, FieldPath path) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < env.size(); i++) {
            EnvVar variable = env.get(i);
            if (seen.add(variable.name())) {
                continue;
            }
            String reference = "$(" + variable.name() + ")";
            String value = Warnings.text(variable.value());
            if (variable.valueFrom() != null || value.equals(reference) || !value.contains(reference)) {
                warnings.add(path.index(i) + ": hides previous definition of " + FieldError.quote(variable.name())
                        + ", which may be dropped when using apply");
            }
        }
    }
}

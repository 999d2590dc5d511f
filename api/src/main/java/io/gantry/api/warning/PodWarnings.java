package io.gantry.api.warning;

import io.gantry.api.core.v1.Affinity;
import io.gantry.api.core.v1.HostAlias;
import io.gantry.api.core.v1.LocalObjectReference;
import io.gantry.api.core.v1.NodeAffinity;
import io.gantry.api.core.v1.PodAffinityTerm;
import io.gantry.api.core.v1.PodSpec;
import io.gantry.api.core.v1.PreferredSchedulingTerm;
import io.gantry.api.core.v1.TopologySpreadConstraint;
import io.gantry.api.core.v1.WeightedPodAffinityTerm;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.validation.FieldError;
import io.gantry.api.validation.FieldPath;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What of pods, and of templates of pods, has no effect or is no longer used. */
final class PodWarnings {
    private static final String USE_PRIORITY = "non-functional in v1.16+; use the \"priorityClassName\" field instead";
    private static final String USE_SYSCTLS = "non-functional in v1.11+; use the \"sysctls\" field instead";
    private static final String SECCOMP = "seccomp.security.alpha.kubernetes.io/pod";
    private static final List<Map.Entry<String, String>> ANNOTATIONS = List.of(
            Map.entry("scheduler.alpha.kubernetes.io/critical-pod", USE_PRIORITY),
            Map.entry("security.alpha.kubernetes.io/sysctls", USE_SYSCTLS),
            Map.entry("security.alpha.kubernetes.io/unsafe-sysctls", USE_SYSCTLS));

    private PodWarnings() {}

    /**
     * @param path of what has the metadata and the spec
     * @param template whether it is a template, and not a pod
     */
    static void check(ObjectMeta metadata, PodSpec spec, boolean template, FieldPath path, List<String> warnings) {
        FieldPath at = path.child("spec");
        FieldPath annotations = path.child("metadata").child("annotations");
        nodes(spec, at, warnings);
        for (int i = 0; i < spec.topologySpreadConstraints().size(); i++) {
            TopologySpreadConstraint constraint =
                    spec.topologySpreadConstraints().get(i);
            FieldPath index = at.child("topologySpreadConstraints").index(i);
            NodeLabels.key(constraint.topologyKey(), index.child("topologyKey"), warnings);
            if (constraint.labelSelector() == null) {
                warnings.add(index + ".labelSelector: a null labelSelector results in matching no pod");
            }
        }
        ANNOTATIONS.forEach(annotation -> {
            if (metadata.annotations().containsKey(annotation.getKey())) {
                warnings.add(annotations.key(annotation.getKey()) + ": " + annotation.getValue());
            }
        });
        VolumeWarnings.check(spec.volumes(), at.child("volumes"), warnings);
        names(spec, at, warnings);
        Warnings.fractions(spec.overhead(), at.child("overhead"), warnings);
        if (metadata.annotations().containsKey(SECCOMP)
                && (spec.securityContext() == null || spec.securityContext().seccompProfile() == null)) {
            warnings.add(annotations.key(SECCOMP) + ContainerWarnings.USE_SECCOMP);
        }
        ContainerWarnings.check(metadata, spec, template, path, warnings);
        PortWarnings.check(spec, at, warnings);
        if (spec.terminationGracePeriodSeconds() != null && spec.terminationGracePeriodSeconds() < 0) {
            warnings.add(at.child("terminationGracePeriodSeconds")
                    + ": must be >= 0; negative values are invalid and will be treated as 1");
        }
        if (spec.affinity() != null) {
            others(spec.affinity(), at.child("affinity"), warnings);
        }
        addresses(spec, at, warnings);
    }

    private static void nodes(PodSpec spec, FieldPath path, List<String> warnings) {
        for (String label : spec.nodeSelector().keySet()) {
            NodeLabels.label(label, path.child("nodeSelector").key(label), warnings);
        }
        NodeAffinity affinity = spec.affinity() == null ? null : spec.affinity().nodeAffinity();
        if (affinity == null) {
            return;
        }
        FieldPath at = path.child("affinity").child("nodeAffinity");
        if (affinity.requiredDuringSchedulingIgnoredDuringExecution() != null) {
            FieldPath terms =
                    at.child("requiredDuringSchedulingIgnoredDuringExecution").child("nodeSelectorTerms");
            var required =
                    affinity.requiredDuringSchedulingIgnoredDuringExecution().nodeSelectorTerms();
            for (int i = 0; i < required.size(); i++) {
                NodeLabels.term(required.get(i), false, terms.index(i), warnings);
            }
        }
        FieldPath terms = at.child("preferredDuringSchedulingIgnoredDuringExecution");
        List<PreferredSchedulingTerm> preferred = affinity.preferredDuringSchedulingIgnoredDuringExecution();
        for (int i = 0; i < preferred.size(); i++) {
            NodeLabels.term(preferred.get(i).preference(), true, terms.index(i).child("preference"), warnings);
        }
    }

    private static void names(PodSpec spec, FieldPath path, List<String> warnings) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < spec.hostAliases().size(); i++) {
            String ip = spec.hostAliases().get(i).ip();
            if (!seen.add(ip)) {
                warnings.add(path.child("hostAliases").index(i) + ".ip: duplicate ip " + FieldError.quote(ip));
            }
        }
        seen.clear();
        List<LocalObjectReference> secrets = spec.imagePullSecrets();
        for (int i = 0; i < secrets.size(); i++) {
            String name = Warnings.text(secrets.get(i).name());
            if (!seen.add(name)) {
                warnings.add(
                        path.child("imagePullSecrets").index(i) + ".name: duplicate name " + FieldError.quote(name));
            }
        }
        for (int i = 0; i < secrets.size(); i++) {
            if (!Warnings.given(secrets.get(i).name())) {
                warnings.add(path.child("imagePullSecrets").index(i) + ".name: invalid empty name \"\"");
            }
        }
    }

    private static void others(Affinity affinity, FieldPath path, List<String> warnings) {
        if (affinity.podAffinity() != null) {
            FieldPath at = path.child("podAffinity");
            required(affinity.podAffinity().requiredDuringSchedulingIgnoredDuringExecution(), at, warnings);
            preferred(affinity.podAffinity().preferredDuringSchedulingIgnoredDuringExecution(), at, warnings);
        }
        if (affinity.podAntiAffinity() != null) {
            FieldPath at = path.child("podAntiAffinity");
            required(affinity.podAntiAffinity().requiredDuringSchedulingIgnoredDuringExecution(), at, warnings);
            preferred(affinity.podAntiAffinity().preferredDuringSchedulingIgnoredDuringExecution(), at, warnings);
        }
    }

    private static void required(List<PodAffinityTerm> terms, FieldPath path, List<String> warnings) {
        FieldPath at = path.child("requiredDuringSchedulingIgnoredDuringExecution");
        for (int i = 0; i < terms.size(); i++) {
            if (terms.get(i).labelSelector() == null) {
                warnings.add(at.index(i) + ".labelSelector: a null labelSelector results in matching no pod");
            }
        }
    }

    private static void preferred(List<WeightedPodAffinityTerm> terms, FieldPath path, List<String> warnings) {
        FieldPath at = path.child("preferredDuringSchedulingIgnoredDuringExecution");
        for (int i = 0; i < terms.size(); i++) {
            if (terms.get(i).podAffinityTerm().labelSelector() == null) {
                warnings.add(at.index(i)
                        + ".podAffinityTerm.labelSelector: a null labelSelector results in matching no pod");
            }
        }
    }

    private static void addresses(PodSpec spec, FieldPath path, List<String> warnings) {
        if (spec.dnsConfig() != null) {
            List<String> servers = spec.dnsConfig().nameservers();
            for (int i = 0; i < servers.size(); i++) {
                FieldPath at = path.child("dnsConfig").child("nameservers").index(i);
                AddressWarnings.address(servers.get(i), at, warnings);
            }
        }
        List<HostAlias> aliases = spec.hostAliases();
        for (int i = 0; i < aliases.size(); i++) {
            FieldPath at = path.child("hostAliases").index(i).child("ip");
            AddressWarnings.address(aliases.get(i).ip(), at, warnings);
        }
    }
}

package io.gantry.server.custom;

import io.gantry.api.apiextensions.v1.CustomResourceColumnDefinition;
import io.gantry.api.apiextensions.v1.CustomResourceConversion;
import io.gantry.api.apiextensions.v1.CustomResourceDefinition;
import io.gantry.api.apiextensions.v1.CustomResourceDefinitionNames;
import io.gantry.api.apiextensions.v1.CustomResourceDefinitionSpec;
import io.gantry.api.apiextensions.v1.CustomResourceDefinitionVersion;
import io.gantry.api.apiextensions.v1.CustomResourceDefinitionVersionType;
import io.gantry.api.apiextensions.v1.CustomResourceSubresourceScale;
import io.gantry.api.apiextensions.v1.CustomResourceSubresources;
import io.gantry.api.apiextensions.v1.CustomResourceValidation;
import io.gantry.api.apiextensions.v1.JSONSchemaProps;
import io.gantry.api.apiextensions.v1.SelectableField;
import io.gantry.api.apiextensions.v1.WebhookClientConfig;
import io.gantry.api.apiextensions.v1.WebhookConversion;
import io.gantry.api.names.Names;
import io.gantry.api.validation.FieldError;
import io.gantry.api.validation.FieldErrors;
import io.gantry.api.validation.FieldPath;
import io.gantry.api.validation.InternalJson;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a CustomResourceDefinition must be, with Kubernetes' texts and, where it has its own, Kubernetes' paths. */
final class DefinitionRules {
    private static final List<String> COLUMN_TYPES = List.of("boolean", "date", "integer", "number", "string");
    private static final List<String> COLUMN_FORMATS =
            List.of("byte", "date", "date-time", "double", "float", "int32", "int64", "password");
    private static final int MAX_SELECTABLE = 8;
    private static final int MAX_WARNING = 256;

    private final CustomResourceDefinition definition;
    private final FieldErrors errors = new FieldErrors();

    private DefinitionRules(CustomResourceDefinition definition) {
        this.definition = definition;
    }

    static List<FieldError> check(CustomResourceDefinition next, @Nullable CustomResourceDefinition old) {
        DefinitionRules rules = new DefinitionRules(next);
        if (old == null) {
            rules.name();
        }
        if (old == null || !next.spec().equals(old.spec())) {
            rules.spec(next.spec(), old);
        }
        if (old != null) {
            rules.unchanged(old);
        }
        rules.names(next.status().acceptedNames(), FieldPath.STATUS.child("acceptedNames"));
        rules.storedVersions();
        if (old == null) {
            rules.approval();
        }
        return rules.errors.list();
    }

    private void name() {
        CustomResourceDefinitionSpec spec = definition.spec();
        if (!definition.name().equals(spec.names().plural() + "." + spec.group())) {
            errors.invalid(
                    FieldPath.METADATA.child("name"), definition.name(), "must be spec.names.plural+\".\"+spec.group");
        }
    }

    private void approval() {
        ApiApproval approval = ApiApproval.of(definition);
        FieldPath path = FieldPath.METADATA.child("annotations").key(ApiApproval.ANNOTATION);
        if (approval != null && approval.reason().equals("MissingAnnotation")) {
            errors.required(path, approval.message());
        } else if (approval != null && approval.reason().equals("InvalidAnnotation")) {
            errors.invalid(path, approval.given(), approval.message());
        }
    }

    private void unchanged(CustomResourceDefinition old) {
        CustomResourceDefinitionSpec after = definition.spec();
        CustomResourceDefinitionSpec before = old.spec();
        if (Conditions.established(old)) {
            errors.immutable(FieldPath.SPEC.child("scope"), after.scope(), before.scope());
            errors.immutable(
                    FieldPath.SPEC.child("names").child("kind"),
                    after.names().kind(),
                    before.names().kind());
        }
        errors.immutable(FieldPath.SPEC.child("group"), after.group(), before.group());
        errors.immutable(
                FieldPath.SPEC.child("names").child("plural"),
                after.names().plural(),
                before.names().plural());
    }

    private void storedVersions() {
        List<String> stored = definition.status().storedVersions();
        FieldPath path = FieldPath.STATUS.child("storedVersions");
        if (stored.isEmpty()) {
            errors.invalid(path, stored, "must have at least one stored version");
            return;
        }
        Set<String> known = new HashSet<>();
        for (CustomResourceDefinitionVersion version : definition.spec().versions()) {
            known.add(version.name());
            if (version.storage() && !stored.contains(version.name())) {
                errors.invalid(path, stored, "must have the storage version " + version.name());
            }
        }
        for (int i = 0; i < stored.size(); i++) {
            String name = stored.get(i);
            if (!known.contains(name)) {
                errors.invalid(
                        path.index(i),
                        name,
                        "missing from spec.versions; " + name + " was previously a storage version, and must remain in "
                                + "spec.versions until a storage migration ensures no data remains persisted in " + name
                                + " and removes " + name + " from status.storedVersions");
            }
        }
    }

    // ---- spec

    private void spec(CustomResourceDefinitionSpec spec, @Nullable CustomResourceDefinition old) {
        FieldPath path = FieldPath.SPEC;
        if (spec.group().isEmpty()) {
            errors.required(path.child("group"), "");
        } else if (!Names.dns1123Subdomain(spec.group()).isEmpty()) {
            errors.invalid(path.child("group"), spec.group(), String.join(",", Names.dns1123Subdomain(spec.group())));
        } else if (spec.group().indexOf('.') < 0) {
            errors.invalid(path.child("group"), spec.group(), "should be a domain with at least one dot");
        }
        errors.oneOf(path.child("scope"), spec.scope(), List.of("Cluster", "Namespaced"));
        if (Boolean.TRUE.equals(spec.preserveUnknownFields())
                && (old == null || !Boolean.TRUE.equals(old.spec().preserveUnknownFields()))) {
            errors.invalid(
                    path.child("preserveUnknownFields"),
                    true,
                    "cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema "
                            + "instead");
        }
        versions(spec, old, path.child("versions"));
        FieldPath names = path.child("names");
        required(names.child("plural"), spec.names().plural());
        required(names.child("singular"), spec.names().singular());
        required(names.child("kind"), spec.names().kind());
        required(names.child("listKind"), spec.names().listKind());
        names(spec.names(), names);
        conversion(spec.conversion(), path.child("conversion"));
    }

    private void required(FieldPath path, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            errors.required(path, "");
        }
    }

    private void names(CustomResourceDefinitionNames names, FieldPath path) {
        label(path.child("plural"), names.plural());
        label(path.child("singular"), names.singular());
        mixed(path.child("kind"), names.kind());
        mixed(path.child("listKind"), names.listKind());
        for (int i = 0; i < names.shortNames().size(); i++) {
            label(path.child("shortNames").index(i), names.shortNames().get(i));
        }
        if (!names.kind().isEmpty() && names.kind().equals(names.listKind())) {
            errors.invalid(path.child("listKind"), names.listKind(), "kind and listKind may not be the same");
        }
        for (int i = 0; i < names.categories().size(); i++) {
            label(path.child("categories").index(i), names.categories().get(i));
        }
    }

    private void label(FieldPath path, @Nullable String name) {
        if (name != null && !name.isEmpty()) {
            List<String> wrong = Names.dns1035Label(name);
            if (!wrong.isEmpty()) {
                errors.invalid(path, name, String.join(",", wrong));
            }
        }
    }

    private void mixed(FieldPath path, @Nullable String name) {
        if (name != null && !name.isEmpty()) {
            List<String> wrong = Names.dns1035Label(name.toLowerCase(Locale.ROOT));
            if (!wrong.isEmpty()) {
                errors.invalid(
                        path, name, "may have mixed case, but should otherwise match: " + String.join(",", wrong));
            }
        }
    }

    private void versions(CustomResourceDefinitionSpec spec, @Nullable CustomResourceDefinition old, FieldPath path) {
        List<CustomResourceDefinitionVersion> versions = spec.versions();
        int storage = 0;
        boolean unique = true;
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < versions.size(); i++) {
            CustomResourceDefinitionVersion version = versions.get(i);
            storage += version.storage() ? 1 : 0;
            unique &= seen.add(version.name());
            List<String> wrong = Names.dns1035Label(version.name());
            if (!wrong.isEmpty()) {
                errors.invalid(path.index(i).child("name"), version.name(), String.join(",", wrong));
            }
            warning(version, path.index(i).child("deprecationWarning"));
        }
        if (!unique) {
            errors.invalid(path, shown(versions), "must contain unique version names");
        }
        if (storage != 1) {
            errors.invalid(path, shown(versions), "must have exactly one version marked as storage version");
        }
        // What all versions share, Kubernetes checks, and names in errors, as if the definition had it itself.
        boolean sameSchema = same(versions, CustomResourceDefinitionVersion::schema);
        boolean sameSubresources = same(versions, CustomResourceDefinitionVersion::subresources);
        boolean sameColumns = same(versions, CustomResourceDefinitionVersion::additionalPrinterColumns);
        boolean sameSelectable = same(versions, CustomResourceDefinitionVersion::selectableFields);
        for (int i = 0; i < versions.size(); i++) {
            CustomResourceDefinitionVersion version = versions.get(i);
            FieldPath own = path.index(i);
            CustomResourceValidation validation = version.schema();
            JSONSchemaProps schema = validation == null ? null : validation.openAPIV3Schema();
            if (schema == null) {
                errors.required(own.child("schema").child("openAPIV3Schema"), "schemas are required");
            } else if (!sameSchema || i == 0) {
                FieldPath at = sameSchema ? FieldPath.SPEC.child("validation") : own.child("schema");
                // A schema that was let in before there was a limit may stay as it is.
                boolean limitCosts = old == null || !had(old, schema);
                new SchemaRules(errors, hasStatus(version), limitCosts).check(schema, at.child("openAPIV3Schema"));
            }
            if (!sameSubresources || i == 0) {
                subresources(version.subresources(), (sameSubresources ? FieldPath.SPEC : own).child("subresources"));
            }
            if (!sameColumns || i == 0) {
                FieldPath at = (sameColumns ? FieldPath.SPEC : own).child("additionalPrinterColumns");
                for (int j = 0; j < version.additionalPrinterColumns().size(); j++) {
                    column(version.additionalPrinterColumns().get(j), at.index(j));
                }
            }
            if (schema != null && (!sameSelectable || i == 0)) {
                selectable(
                        version.selectableFields(),
                        schema,
                        (sameSelectable ? FieldPath.SPEC : own).child("selectableFields"));
            }
        }
    }

    private static boolean had(CustomResourceDefinition definition, JSONSchemaProps schema) {
        return definition.spec().versions().stream()
                .map(CustomResourceDefinitionVersion::schema)
                .anyMatch(validation -> validation != null && schema.equals(validation.openAPIV3Schema()));
    }

    private static Object shown(List<CustomResourceDefinitionVersion> versions) {
        return InternalJson.ofAll(CustomResourceDefinitionVersionType.TYPE, versions);
    }

    private static boolean hasStatus(CustomResourceDefinitionVersion version) {
        CustomResourceSubresources subresources = version.subresources();
        return subresources != null && subresources.status() != null;
    }

    private static boolean same(
            List<CustomResourceDefinitionVersion> versions,
            Function<CustomResourceDefinitionVersion, @Nullable Object> part) {
        return versions.stream()
                .allMatch(version -> java.util.Objects.equals(part.apply(version), part.apply(versions.getFirst())));
    }

    private void warning(CustomResourceDefinitionVersion version, FieldPath path) {
        String warning = version.deprecationWarning();
        if (warning == null) {
            return;
        }
        if (!Boolean.TRUE.equals(version.deprecated())) {
            errors.invalid(path, warning, "can only be set for deprecated versions");
        } else if (warning.isEmpty()) {
            errors.invalid(path, warning, "must not be an empty string");
        } else if (warning.length() > MAX_WARNING) {
            errors.invalid(path, warning, "must be <= " + MAX_WARNING + " characters long");
        } else {
            int control = (int) warning.codePoints()
                    .takeWhile(c -> !Character.isISOControl(c))
                    .count();
            if (control < warning.codePointCount(0, warning.length())) {
                errors.invalid(
                        path,
                        warning,
                        "must only contain printable UTF-8 characters; non-printable character found at index "
                                + control);
            }
        }
    }

    private void subresources(@Nullable CustomResourceSubresources subresources, FieldPath path) {
        CustomResourceSubresourceScale scale = subresources == null ? null : subresources.scale();
        if (scale == null) {
            return;
        }
        replicas(scale.specReplicasPath(), path.child("scale.specReplicasPath"), ".spec");
        replicas(scale.statusReplicasPath(), path.child("scale.statusReplicasPath"), ".status");
        String selector = scale.labelSelectorPath();
        FieldPath at = path.child("scale.labelSelectorPath");
        if (selector != null && !selector.isEmpty() && simplePath(selector, at)) {
            if (!selector.startsWith(".status.") && !selector.startsWith(".spec.")) {
                errors.invalid(at, selector, "should be a json path under either .spec or .status");
            }
        }
    }

    private void replicas(String value, FieldPath path, String under) {
        if (value.isEmpty()) {
            errors.required(path, "");
        } else if (simplePath(value, path) && !value.startsWith(under + ".")) {
            errors.invalid(path, value, "should be a json path under " + under);
        }
    }

    private boolean simplePath(String value, FieldPath path) {
        if (value.charAt(0) != '.') {
            errors.invalid(path, value, "must be a simple json path starting with .");
            return false;
        }
        return true;
    }

    private void column(CustomResourceColumnDefinition column, FieldPath path) {
        if (column.name().isEmpty()) {
            errors.required(path.child("name"), "");
        }
        String types = "must be one of " + String.join(",", COLUMN_TYPES);
        if (column.type().isEmpty()) {
            errors.required(path.child("type"), types);
        } else if (!COLUMN_TYPES.contains(column.type())) {
            errors.invalid(path.child("type"), column.type(), types);
        }
        String format = column.format();
        if (format != null && !format.isEmpty() && !COLUMN_FORMATS.contains(format)) {
            errors.invalid(path.child("format"), format, "must be one of " + String.join(",", COLUMN_FORMATS));
        }
        if (column.jsonPath().isEmpty()) {
            errors.required(path.child("jsonPath"), "");
        } else {
            simplePath(column.jsonPath(), path.child("jsonPath"));
        }
    }

    private void selectable(List<SelectableField> fields, JSONSchemaProps schema, FieldPath path) {
        if (fields.size() > MAX_SELECTABLE) {
            errors.tooMany(path, fields.size(), MAX_SELECTABLE);
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < fields.size(); i++) {
            String given = fields.get(i).jsonPath();
            FieldPath at = path.index(i).child("jsonPath");
            if (given.isEmpty()) {
                errors.required(at, "");
                continue;
            }
            if (!seen.add(given)) {
                errors.duplicate(at, given);
            }
            if (!simplePath(given, at)) {
                continue;
            }
            String[] steps = given.substring(1).split("\\.", -1);
            if (steps[0].equals("metadata")) {
                errors.invalid(at, given, "must not point to fields in metadata");
                continue;
            }
            JSONSchemaProps found = schema;
            for (String step : steps) {
                found = found == null ? null : found.properties().get(step);
            }
            if (found == null) {
                errors.invalid(at, given, "is an invalid path: does not refer to a valid field");
            } else if (!List.of("string", "integer", "boolean").contains(String.valueOf(found.type()))) {
                errors.invalid(
                        at,
                        given,
                        "must point to a field of type string, boolean or integer. Enum string fields and strings with "
                                + "formats are allowed.");
            }
        }
    }

    private void conversion(@Nullable CustomResourceConversion conversion, FieldPath path) {
        if (conversion == null) {
            return;
        }
        errors.oneOf(path.child("strategy"), conversion.strategy(), List.of("None", "Webhook"));
        WebhookConversion webhook = conversion.webhook();
        WebhookClientConfig client = webhook == null ? null : webhook.clientConfig();
        if (!"Webhook".equals(conversion.strategy())) {
            if (client != null) {
                errors.forbidden(
                        path.child("webhookClientConfig"), "should not be set when strategy is not set to Webhook");
            }
            if (webhook != null && !webhook.conversionReviewVersions().isEmpty()) {
                errors.forbidden(
                        path.child("conversionReviewVersions"),
                        "should not be set when strategy is not set to Webhook");
            }
            return;
        }
        FieldPath config = path.child("webhookClientConfig");
        if (client == null) {
            errors.required(config, "required when strategy is set to Webhook");
        } else if ((client.url() == null) == (client.service() == null)) {
            errors.required(config, "exactly one of url or service is required");
        } else if (client.url() != null && !client.url().startsWith("https://")) {
            errors.invalid(
                    config.child("url"),
                    client.url(),
                    "'https' is the only allowed URL scheme; desired format: https://host[/path]");
        } else if (client.service() != null) {
            required(config.child("service").child("name"), client.service().name());
            required(
                    config.child("service").child("namespace"), client.service().namespace());
        }
        List<String> reviews = webhook == null ? List.of() : webhook.conversionReviewVersions();
        FieldPath at = path.child("conversionReviewVersions");
        if (reviews.isEmpty()) {
            errors.required(at, "");
        } else if (!reviews.contains("v1") && !reviews.contains("v1beta1")) {
            errors.invalid(at, reviews, "must include at least one of v1, v1beta1");
        }
    }
}

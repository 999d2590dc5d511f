package io.gantry.api.validation;

import io.gantry.api.cron.CronSchedule;
import io.gantry.api.names.Names;
import io.gantry.api.types.IntOrString;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;

/** The checks that {@link io.gantry.api.schema.TextFormat} names. */
final class Formats {
    private static final int MAX_DRIVER_NAME = 63;

    private Formats() {}

    static void shortName(String text, FieldPath path, FieldErrors errors) {
        errors.invalid(path, text, Names.dns1123Label(text));
    }

    static void longName(String text, FieldPath path, FieldErrors errors) {
        errors.invalid(path, text, Names.dns1123Subdomain(text));
    }

    static void dns1035Label(String text, FieldPath path, FieldErrors errors) {
        errors.invalid(path, text, Names.dns1035Label(text));
    }

    static void hostPattern(String text, FieldPath path, FieldErrors errors) {
        errors.invalid(
                path, text, text.contains("*") ? Names.wildcardDns1123Subdomain(text) : Names.dns1123Subdomain(text));
    }

    static void labelKey(String text, FieldPath path, FieldErrors errors) {
        errors.invalid(path, text, Names.qualifiedName(text));
    }

    static void caselessLabelKey(String text, FieldPath path, FieldErrors errors) {
        errors.invalid(path, text, Names.qualifiedName(text.toLowerCase(Locale.ROOT)));
    }

    static void labelValue(String text, FieldPath path, FieldErrors errors) {
        errors.invalid(path, text, Names.labelValue(text));
    }

    static void labels(Map<String, String> labels, FieldPath path, FieldErrors errors) {
        MetadataRules.labels(labels, path, errors);
    }

    static void pathSegmentName(String text, FieldPath path, FieldErrors errors) {
        errors.invalid(path, text, Names.pathSegment(text));
    }

    static void domainPrefixedPath(String text, FieldPath path, FieldErrors errors) {
        if (text.indexOf('/') < 0 || !Names.qualifiedName(text).isEmpty()) {
            errors.invalid(path, text, "must be a domain-prefixed path (such as \"acme.io/foo\")");
        }
    }

    static void configMapKey(String text, FieldPath path, FieldErrors errors) {
        errors.invalid(path, text, Names.configMapKey(text));
    }

    static void envVarName(String text, FieldPath path, FieldErrors errors) {
        errors.invalid(path, text, Names.envVarName(text));
    }

    static void portName(String text, FieldPath path, FieldErrors errors) {
        errors.invalid(path, text, Names.portName(text));
    }

    static void port(IntOrString port, FieldPath path, FieldErrors errors) {
        String name = port.text();
        if (name == null) {
            errors.invalid(path, port.intValue(), Names.portNumber(port.intValue()));
        } else {
            portName(name, path, errors);
        }
    }

    static void intOrPercent(IntOrString value, FieldPath path, FieldErrors errors) {
        String text = value.text();
        if (text == null) {
            errors.nonNegative(path, value.intValue());
        } else {
            errors.invalid(path, text, Names.percent(text));
        }
    }

    static void atMostAll(IntOrString value, FieldPath path, FieldErrors errors) {
        String text = value.text();
        if (text != null && text.matches("[0-9]+%") && !text.matches("0*([0-9]{1,2}|100)%")) {
            errors.invalid(path, text, "must not be greater than 100%");
        }
    }

    static void ip(String text, FieldPath path, FieldErrors errors) {
        Addresses.address(text, path, errors);
    }

    static void endpointIp(String text, FieldPath path, FieldErrors errors) {
        Addresses.nonSpecial(text, path, errors);
    }

    static void cidr(String text, FieldPath path, FieldErrors errors) {
        Addresses.network(text, path, errors);
    }

    static void driverName(String text, FieldPath path, FieldErrors errors) {
        if (text.length() > MAX_DRIVER_NAME) {
            errors.tooLong(path, MAX_DRIVER_NAME);
        }
        errors.invalid(path, text, Names.dns1123Subdomain(text.toLowerCase(Locale.ROOT)));
    }

    static void localPath(String text, FieldPath path, FieldErrors errors) {
        if (text.startsWith("/")) {
            errors.invalid(path, text, "must be a relative path");
        }
        withoutBacksteps(text, path, errors);
    }

    static void withoutBacksteps(String text, FieldPath path, FieldErrors errors) {
        for (String part : text.split("/")) {
            if (part.equals("..")) {
                errors.invalid(path, text, "must not contain '..'");
                return;
            }
        }
    }

    static void localFilePath(String text, FieldPath path, FieldErrors errors) {
        localPath(text, path, errors);
        if (text.startsWith("..") && !text.startsWith("../")) {
            errors.invalid(path, text, "must not start with '..'");
        }
    }

    static void absolutePath(String text, FieldPath path, FieldErrors errors) {
        if (!text.startsWith("/")) {
            errors.invalid(path, text, "must be an absolute path");
        }
    }

    static void trimmed(String text, FieldPath path, FieldErrors errors) {
        if (!text.equals(text.strip())) {
            errors.invalid(path, text, "must not have leading or trailing whitespace");
        }
    }

    static void timeZone(String zone, FieldPath path, FieldErrors errors) {
        if (zone.isEmpty()) {
            errors.invalid(path, zone, "timeZone must be nil or non-empty string");
        } else if (zone.equalsIgnoreCase("Local")) {
            errors.invalid(
                    path, zone, "timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones");
        } else {
            try {
                CronSchedule.zone(zone);
            } catch (IllegalArgumentException e) {
                errors.invalid(path, zone, String.valueOf(e.getMessage()));
            }
        }
    }

    static void cronSchedule(String schedule, FieldPath path, FieldErrors errors) {
        try {
            CronSchedule.parse(schedule, ZoneOffset.UTC);
        } catch (IllegalArgumentException e) {
            errors.invalid(path, schedule, String.valueOf(e.getMessage()));
        }
        if (schedule.contains("TZ")) {
            errors.invalid(path, schedule, "cannot use TZ or CRON_TZ in schedule, use timeZone field instead");
        }
    }

    static void celIdentifier(String name, FieldPath path, FieldErrors errors) {
        if (!CelNames.isIdentifier(name)) {
            errors.invalid(path, name, "name is not a valid CEL identifier");
        }
    }
}

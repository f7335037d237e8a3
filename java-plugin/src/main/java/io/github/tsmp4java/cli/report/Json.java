package io.github.tsmp4java.cli.report;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;

/** A report as JSON. What a record has nothing for is left out. */
public final class Json {
    private static final Gson GSON = new GsonBuilder().setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
            .disableHtmlEscaping().create();

    private Json() {}

    /** In one line. */
    public static String line(Record report) {
        return GSON.toJson(report);
    }
}

package io.github.tsmp4java.fuzz;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.box.DeclinedCut;
import io.github.tsmp4java.corpus.Pipeline;
import io.github.tsmp4java.corpus.RandomFragments;
import io.github.tsmp4java.corpus.RandomMovie;
import io.github.tsmp4java.corpus.Requests;
import io.github.tsmp4java.corpus.Trial;
import io.github.tsmp4java.judge.Source;
import java.util.regex.Pattern;

/** Of a well-formed movie each cut is right: the input says what the movie is like, choice by choice. */
public final class ModelFuzz {
    /** Movies are made that show nothing, or none of their key frames, or that say too little. */
    private static final Pattern ACCEPTED = Pattern.compile("no key frame inside the edit|nothing to play"
            + "|times before decoding begins, in fragments that do not say when");

    private ModelFuzz() {
    }

    public static void fuzzerTestOneInput(byte[] input) {
        Chance chance = new Chance(input);
        Source file = chance.nextBoolean() ? Source.of(RandomFragments.of(chance).bytes())
                : RandomMovie.of(chance).source();
        try {
            Trial trial = new Trial(file, Pipeline.indexAnywhere(file));
            trial.run(Requests.of(trial.judge().movie(), chance.nextInt()));
            if (!trial.wrong().isEmpty()) {
                throw new AssertionError(String.join("\n", trial.wrong()));
            }
            trial.declined().forEach(ModelFuzz::accept);
        } catch (CutException e) {
            accept(e);
        }
    }

    private static void accept(CutException e) {
        if (!(e instanceof DeclinedCut) || !ACCEPTED.matcher(e.getMessage()).find()) {
            throw new AssertionError(e);
        }
    }
}

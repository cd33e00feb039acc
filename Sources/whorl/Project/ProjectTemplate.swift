/// The project file that `whorl init` writes.
enum ProjectTemplate {
  /// Its text: what is commented out is optional.
  static let text = """
    # What 'whorl compare' compares, and what has to hold. 'whorl config' shows what is in force.
    # Paths are relative to this file. Flags come before WHORL_* variables, those before this file.

    # Outputs of models that you know: fingerprints, directories of fingerprints, or one corpus each.
    references:
      - references/*.whorl
      # - name: our-model-v1
      #   path: corpora/our-model-v1.jsonl
      #   vendor: us
      #   text-field: response

    # What is in question. Each file is a suspect of its own, unless it is given a name.
    suspects:
      - outputs/*.jsonl
      # - name: release-candidate
      #   path: [outputs/part-1.jsonl, outputs/part-2.jsonl]

    # Fields of the records, as dotted paths, where they are not found by themselves.
    # text-field: response
    # prompt-field: prompt
    # id-field: id

    # How many bad records to put up with: a number, or a share such as 1%.
    # max-bad: 0

    # What evidence rests on. channels: all, or text to leave layout and punctuation rates out.
    # background: built-in
    # vocabulary: built-in
    # channels: all
    # seed: 1

    # Rule packs whose findings in suspects are reported: shipped ones by name, your own by path.
    # 'whorl rules list' shows what there is.
    # packs: [identity, packs/ours.yml]
    # disable: [identity/as-an-ai-by]
    # maker: openai

    policy:
      # Verdicts that fail: match, cluster, none, inconclusive, outOfDomain.
      fail-on: [match, cluster]
      # What to do where a decision is asked for and cannot be made: fail, warn or pass.
      inconclusive: fail
      # Bounds of log10 LR for references, by name or pattern. All that fit a reference hold.
      # log10LR:
      #   "claude-*": {max: 1.0}
      #   our-model-v1: {min: 2.0}
      # Text that a decision needs.
      # minimum-evidence: {documents: 25, tokens: 4000}
      # Rates of refusals and hedges, and findings of rules.
      # refusal: {max-change: 5%}
      # findings:
      #   "identity/*": {max: 0}

    # Violations that are accepted until they get worse. Written by --update-baseline.
    # baseline: whorl-baseline.json

    # reports:
    #   junit: whorl-junit.xml
    #   sarif: whorl.sarif

    """
}
